// Opens the database and says which migrations it applied. Loads no more than that takes: twenty of these start at once.
import { openDatabase } from '../../../../src/adapters/storage/sqlite/open-database.ts';
import { silentLogger } from '../../../../src/kernel/logger.ts';

const [, , path = ''] = process.argv;
const applied: unknown[] = [];
const logger = { ...silentLogger, info: (fields: object) => void applied.push(fields) };
const client = await openDatabase(path, logger);
client.prepare('UPDATE meta SET checked_at = checked_at + 1').run();
client.close();
process.stdout.write(JSON.stringify(applied));
