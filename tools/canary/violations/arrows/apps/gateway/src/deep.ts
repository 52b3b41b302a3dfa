// no-unresolvable: past the package's exports.
export { thing } from '@postern/core/src/kernel/thing.ts';
