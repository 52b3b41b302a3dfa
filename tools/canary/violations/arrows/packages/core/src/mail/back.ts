// slice-mail: type imports are arrows too.
import type { thing } from '../delivery/thing.ts';

export type Thing = typeof thing;
