// slice-settings
export { thing } from '../smtp/thing.ts';
