// slice-organizations
export { thing } from '../settings/thing.ts';
