// Allowed: this is the place.
export { store } from '@postern/core/adapters/storage';
