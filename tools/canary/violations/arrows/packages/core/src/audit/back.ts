// slice-audit
export { thing } from '../organizations/thing.ts';
