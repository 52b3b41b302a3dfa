// slice-access
export { thing } from '../audit/thing.ts';
