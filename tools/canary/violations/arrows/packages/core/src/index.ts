export { thing } from './access/thing.ts';
