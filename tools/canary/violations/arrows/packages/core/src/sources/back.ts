// slice-sources
export { thing } from '../intake/thing.ts';
