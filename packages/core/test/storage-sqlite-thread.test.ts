import { enableCompileCache, stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteThread } from '../src/adapters/storage/sqlite/thread/open-sqlite-thread.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { storageContract } from './contracts/storage/storage-contract.ts';

// As in a process of Postern: what strips types was loaded before the first thread, so no thread's end unloads it, which
// V8 does not always survive; and threads load what was compiled before.
stripTypeScriptTypes('const held: number = 1;');
enableCompileCache(join(tmpdir(), 'postern-compiled-for-tests'));

const files = useDatabaseFiles();

storageContract('sqlite in a thread', async () => openSqliteThread({ path: await files.emptyDatabase() }));
