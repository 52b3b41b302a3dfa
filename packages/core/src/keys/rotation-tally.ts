import type { Sealer } from '../kernel/sealer.ts';
import type { OutdatedSeal } from './outdated-seals.ts';

/** How far a rotation has come. One thing is a revision of the settings, a secret of a source, the tokens of a workspace, a kept access token, or a DKIM key. */
export interface RotationReport {
  /** Id of the key that everything is to be sealed with. */
  readonly activeKeyId: string;
  /** Things found under other keys, so far. */
  readonly total: number;
  /** Things that are under the active key now. */
  readonly done: number;
  /** Ids of keys that are needed and not live: what is sealed with them stays as it is. */
  readonly missing: readonly string[];
  /** Things that do not open although their key is live. */
  readonly broken: number;
}

/** Counts what becomes of each thing of a rotation. */
export class RotationTally {
  readonly #keys: Pick<Sealer, 'activeKeyId' | 'keyIds'>;
  readonly #seen = new Set<string>();
  readonly #done = new Set<string>();
  readonly #keyless = new Set<string>();
  readonly #broken = new Set<string>();
  readonly #missing = new Set<string>();

  constructor(keys: Pick<Sealer, 'activeKeyId' | 'keyIds'>) {
    this.#keys = keys;
  }

  /** How many things it is no use to try again. */
  get givenUp(): number {
    return this.#keyless.size + this.#broken.size;
  }

  /** Counts the thing in; false when it is no use to try it again. */
  takesUp({ id }: OutdatedSeal): boolean {
    this.#seen.add(id);
    return !this.#keyless.has(id) && !this.#broken.has(id);
  }

  markDone({ id }: OutdatedSeal): void {
    this.#done.add(id);
  }

  markBroken({ id }: OutdatedSeal): void {
    this.#broken.add(id);
  }

  markKeyless({ id, keyIds }: OutdatedSeal): void {
    this.#keyless.add(id);
    for (const keyId of keyIds) if (!this.#keys.keyIds.includes(keyId)) this.#missing.add(keyId);
  }

  report(): RotationReport {
    return {
      activeKeyId: this.#keys.activeKeyId,
      total: this.#seen.size,
      done: this.#done.size,
      missing: [...this.#missing],
      broken: this.#broken.size,
    };
  }
}
