import type * as DrizzleOrm from 'drizzle-orm';
import type * as Driver from 'drizzle-orm/node-postgres';
import type * as PgCore from 'drizzle-orm/pg-core';
import { createRequire } from 'node:module';

/** drizzle-orm, loaded by `require`: by `import` it takes 2 s of CPU and 250 MB at every start, by `require` a tenth of it. */
const require = createRequire(import.meta.url);
const drizzleOrm = require('drizzle-orm') as typeof DrizzleOrm;

export const { and, asc, count, desc, eq, getTableColumns, gt, gte, inArray } = drizzleOrm;
export const { isNotNull, isNull, lt, lte, max, notInArray, or, sql } = drizzleOrm;
/** What tables are made of. */
export const postgresCore = require('drizzle-orm/pg-core') as typeof PgCore;
export const { drizzle } = require('drizzle-orm/node-postgres') as typeof Driver;
