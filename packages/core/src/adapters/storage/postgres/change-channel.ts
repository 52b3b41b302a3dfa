import type { SQL } from 'drizzle-orm';
import { STORAGE_CHANGES, type StorageChange } from '../../../kernel/storage-change.ts';
import { sql } from './drizzle.ts';

/** The name under which processes tell each other of changes (https://www.postgresql.org/docs/current/sql-notify.html). */
const CHANNEL = 'postern_changes';

/** What goes over the channel. */
export const changeChannel: {
  readonly listen: string;
  /** Inside a transaction it is told when that commits. */
  readonly notify: (change: StorageChange) => SQL;
  /** Undefined for what another version says. */
  readonly changeOf: (payload: string | undefined) => StorageChange | undefined;
} = {
  listen: `LISTEN ${CHANNEL}`,
  notify: (change) => sql`SELECT pg_notify(${CHANNEL}, ${change})`,
  changeOf: (payload) => STORAGE_CHANGES.find((change) => change === payload),
};
