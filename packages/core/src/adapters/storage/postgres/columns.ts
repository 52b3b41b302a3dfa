import { postgresCore } from './drizzle.ts';

const { bigint, customType } = postgresCore;

// The kinds of columns that there are: the physical form of every backend, as PostgreSQL says it.

/**
 * Text that compares byte by byte, whatever the database's locale is: ids and keys are sorted and cut into ranges, and a
 * locale's order is another one, which may even change with the system's libraries.
 */
export const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });

/** A whole number of 64 bits, as SQLite's are: epoch milliseconds, counts, flags. */
export const integer = (name = '') => bigint(name, { mode: 'number' });

/** Bytes as they are. */
export const blob = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
