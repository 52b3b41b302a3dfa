// slice-smtp
export { thing } from '../delivery/thing.ts';
