export { openStorage, type StorageDependencies } from './open-storage.ts';
