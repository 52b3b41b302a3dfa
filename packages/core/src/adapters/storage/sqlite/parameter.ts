import type { SQL } from 'drizzle-orm';
import { sql } from './drizzle.ts';

/**
 * What a prepared statement compares with: a placeholder in a CAST. SQLite 3.54 compiles a statement with a bare `column = ?`
 * anew whenever that parameter is bound, since the plan might do better for another value (`whereLoopOutputAdjust`); of what
 * runs for every report and mail, that cost more than running it. A CAST has no value before it runs.
 */
export const parameter = {
  text: (name: string): SQL => sql`CAST(${sql.placeholder(name)} AS TEXT)`,
  /** A whole number, such as epoch milliseconds. */
  whole: (name: string): SQL => sql`CAST(${sql.placeholder(name)} AS INTEGER)`,
};
