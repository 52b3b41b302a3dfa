// adapters-only-where-wired
export { store } from '@postern/core/adapters/storage';
