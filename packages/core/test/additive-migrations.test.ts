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

/** The rules that a statement breaks. Comments are no statements. */
function broken(sql: string): readonly string[] {
  const statements = sql.replaceAll(/--.*$/gm, '');
  return TAKES_AWAY.filter((rule) => rule.test(statements)).map((rule) => rule.source);
}

it.each([
  ...sqliteMigrations().map(({ name, sql }) => ({ backend: 'SQLite', name, sql })),
  ...postgresMigrations().map(({ name, sql }) => ({ backend: 'PostgreSQL', name, sql })),
])('$backend $name leaves what the release before works with', ({ sql }) => {
  expect(broken(sql)).toEqual([]);
});

it.each([
  'ALTER TABLE `sources` DROP COLUMN `kind`;',
  'DROP TABLE "sources";',
  'ALTER TABLE sources RENAME TO senders;',
  'ALTER TABLE "sources" ALTER COLUMN "kind" SET DATA TYPE text;',
  'ALTER TABLE `sources` ADD `weight` integer NOT NULL;',
])('%s would be found', (sql) => {
  expect(broken(sql)).not.toEqual([]);
});
