/** What DNS says to the world. */
export { createDnsRecords } from './dns-records.ts';
