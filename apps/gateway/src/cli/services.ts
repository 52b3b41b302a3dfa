import type { Sealer } from '@postern/core';
import type { Container } from '../container.ts';

/** What commands work with: the same composition as the gateway's, without listening. */
export interface Services extends Container {
  /**
   * Makes a new key the active one, in the key file. Keys that come from `POSTERN_KEYS` are changed there: then it gives
   * what is there now.
   */
  addKey(): Promise<Sealer>;
}
