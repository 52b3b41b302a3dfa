// slice-alerts
export { thing } from '../mail/thing.ts';
