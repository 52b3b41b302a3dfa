// slice-without-arrows
export { thing } from '../unheard/thing.ts';
