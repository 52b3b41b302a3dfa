// public-api-without-adapters
export { store } from './adapters/storage/index.ts';
