import type { WebhookTarget } from '../http/webhook-bytes.ts';
import { monotonic } from '../monotonic.ts';
import { openHouse, type HouseOptions } from './house.ts';

/** `postern serve` as in production: a process of its own over a database of its own. */
export interface RunningPostern {
  readonly pid: number;
  readonly target: WebhookTarget;
  /** The second organization's source, where there is one. */
  readonly neighbour: WebhookTarget | null;
  /** Milliseconds from its start until it said that it was ready to everyone who asks. */
  readonly ready: number;
  /** Ends it at once and forgets its database. */
  end(): void;
}

/** Sets one up and starts it. */
export async function startPostern(options: HouseOptions): Promise<RunningPostern> {
  const house = await openHouse(options);
  try {
    const started = monotonic();
    const { pid, target, neighbour } = await house.start();
    const url = `http://${target.host}:${String(target.port)}/readyz`;
    if (!(await fetch(url)).ok) throw new Error('Postern says that it is not ready.');
    return { pid, target, neighbour, ready: monotonic() - started, end: () => house.end() };
  } catch (error) {
    house.end();
    throw error;
  }
}
