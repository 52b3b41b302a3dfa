import type * as DrizzleOrm from 'drizzle-orm';
import type * as Driver from 'drizzle-orm/better-sqlite3';
import type * as SqliteCore from 'drizzle-orm/sqlite-core';
import { createRequire } from 'node:module';

/**
 * drizzle-orm, loaded by `require`. Node's loader of ES modules reads the 179 kB package.json of drizzle-orm again for each
 * of its hundred modules: by `import` it takes 2 s of CPU and 250 MB at every start, by `require` a tenth of it.
 */
const require = createRequire(import.meta.url);
const drizzleOrm = require('drizzle-orm') as typeof DrizzleOrm;

export const { and, asc, count, desc, eq, getTableColumns, gt, gte, inArray } = drizzleOrm;
export const { is, isNotNull, isNull, lt, lte, max, min, notInArray, or, Param, Placeholder, sql } =
  drizzleOrm;
/** What tables are made of. */
export const sqliteCore = require('drizzle-orm/sqlite-core') as typeof SqliteCore;
export const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof Driver;
