// slice-events
export { thing } from '../alerts/thing.ts';
