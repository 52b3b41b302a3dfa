// no-foreign-src
export { thing } from '../../../packages/core/src/kernel/thing.ts';
