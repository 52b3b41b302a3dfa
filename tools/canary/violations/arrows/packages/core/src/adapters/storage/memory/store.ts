// storage-siblings
export { store } from '../sqlite/store.ts';
