export { record as store } from '../records/record.ts';
