// slice-intake
export { store } from '../adapters/storage/index.ts';
