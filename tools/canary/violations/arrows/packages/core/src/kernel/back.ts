// kernel-on-zod-alone
export { thing } from '../access/thing.ts';
