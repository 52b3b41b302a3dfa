import { expect, it } from 'vitest';
import { knownMigrations as postgresMigrations } from '../src/adapters/storage/postgres/migrate.ts';
import { knownMigrations as sqliteMigrations } from '../src/adapters/storage/sqlite/migrate.ts';

/** What a process of the release before could not go on with: things gone or renamed, and columns that it must fill and does not know. */
const TAKES_AWAY = [
  /\bDROP\s+(?:TABLE|COLUMN)\b/i,
  /\bRENAME\b/i,
  /\bALTER\s+COLUMN\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
  /\bALTER\s+TABLE\s+\S+\s+ADD\s+(?:COLUMN\s+)?(?!CONSTRAINT)[^;]*\bNOT\s+NULL\b(?![^;]*\bDEFAULT\b)/i,
];

/** How a migration says from which one on code must know the tables. */
const COMPATIBLE_FROM = /\bUPDATE\s+["`]?meta["`]?\s+SET\s+["`]?compatible_from["`]?\s*=\s*(\d+)\s*;/i;

/** The rules that a migration breaks without saying who cannot work with what it leaves. Comments are no statements. */
function broken(sql: string): readonly string[] {
  const statements = sql.replaceAll(/--.*$/gm, '');
  if (COMPATIBLE_FROM.test(statements)) return [];
  return TAKES_AWAY.filter((rule) => rule.test(statements)).map((rule) => rule.source);
}

const backends = [
  { backend: 'SQLite', migrations: sqliteMigrations() },
  { backend: 'PostgreSQL', migrations: postgresMigrations() },
];

it.each(backends.flatMap(({ backend, migrations }) => migrations.map((one) => ({ backend, ...one }))))(
  '$backend $name leaves what the release before works with, or says who cannot go on',
  ({ sql }) => {
    expect(broken(sql)).toEqual([]);
  },
);

it.each(backends)(
  '$backend: a migration shuts out nobody who knows it, and lets nobody in again',
  ({ migrations }) => {
    const raised = migrations.flatMap(({ sql }, index) => {
      const from = COMPATIBLE_FROM.exec(sql)?.[1];
      return from === undefined ? [] : [{ from: Number(from), own: index + 1 }];
    });
    // The migration that brings the number is the first one to say it.
    expect(raised[0]?.from).toBe(raised[0]?.own);
    for (const [index, { from, own }] of raised.entries()) {
      expect(from).toBeLessThanOrEqual(own);
      expect(from).toBeGreaterThanOrEqual(raised[index - 1]?.from ?? 1);
    }
  },
);

it.each([
  'ALTER TABLE `sources` DROP COLUMN `kind`;',
  'DROP TABLE "sources";',
  'ALTER TABLE sources RENAME TO senders;',
  'ALTER TABLE "sources" ALTER COLUMN "kind" SET DATA TYPE text;',
  'ALTER TABLE `sources` ADD `weight` integer NOT NULL;',
])('%s would be found, and is let through where it says who cannot go on', (sql) => {
  expect(broken(sql)).not.toEqual([]);
  expect(broken(`${sql}\n-- UPDATE meta SET compatible_from = 9;`)).not.toEqual([]);
  expect(broken(`${sql}\nUPDATE meta SET compatible_from = 9;`)).toEqual([]);
});
