// Applies the first migration and is killed in the middle of the second, as by `kill -9` or a power cut.
import { knownMigrations, migrate } from '../../../../src/adapters/storage/sqlite/migrate.ts';
import Database from 'better-sqlite3';
import { silentLogger } from '../../../../src/kernel/logger.ts';

const [, , path = ''] = process.argv;
const client = new Database(path);
client.pragma('journal_mode = WAL');
client.function('die', () => {
  process.kill(process.pid, 'SIGKILL');
});
const [first] = knownMigrations();
const deadly = {
  name: '0001_deadly',
  sql: 'CREATE TABLE halfway (id); SELECT die(); CREATE TABLE never (id);',
};
migrate(client, first === undefined ? [] : [first, deadly], silentLogger);
