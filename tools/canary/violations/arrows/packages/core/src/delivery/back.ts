// slice-delivery
export { thing } from '../intake/thing.ts';
