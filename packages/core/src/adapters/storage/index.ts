export { migrateStore, type MigrateStoreRequest, type MovedTable } from './migrate-store.ts';
export { openStorage, type StorageDependencies } from './open-storage.ts';
