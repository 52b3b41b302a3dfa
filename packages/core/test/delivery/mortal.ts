import type { Storage } from '../../src/storage.ts';
import type { scriptedTransport } from './scripted-transport.ts';

type Transport = ReturnType<typeof scriptedTransport>;

/** Where a process dies: at which of its steps, and whether that step is done or not even begun. */
export interface Death {
  /** 1 is the first; Infinity: never. */
  readonly at: number;
  readonly when: 'before' | 'after';
}

/**
 * Storage and transport as one process sees them, which dies at a step as `kill -9` would: that call and all later ones never
 * end, and none of the later ones is done. What is under way goes on, as it does in a database and in another server.
 */
export function mortal(
  { storage, transport }: { readonly storage: Storage; readonly transport: Transport },
  { at, when }: Death,
): { readonly storage: Storage; readonly transport: Transport; readonly steps: readonly string[] } {
  const steps: string[] = [];
  const never = new Promise<never>(() => undefined);

  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    steps.push(name);
    const place = steps.length;
    if (place > at || (place === at && when === 'before')) return never;
    const result = await work();
    return place === at ? never : result;
  }

  function port<T extends object>(name: string, real: T): T {
    return new Proxy(real, {
      get(target, method, receiver) {
        const found: unknown = Reflect.get(target, method, receiver);
        if (typeof found !== 'function') return found;
        return (...given: readonly unknown[]) =>
          step(`${name}.${String(method)}`, () =>
            Promise.resolve(Reflect.apply(found, target, given) as unknown),
          );
      },
    });
  }

  const ports = Object.entries<unknown>({ ...storage }).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? port(name, value) : value,
  ]);
  return {
    storage: { ...storage, ...(Object.fromEntries(ports) as Partial<Storage>) },
    transport: port('transport', transport),
    steps,
  };
}
