import type { Column, SQL } from 'drizzle-orm';
import { eq } from './drizzle.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';

/** "Of this level" as a condition; undefined, which drizzle leaves out, for every level. */
export function levelCondition(column: Column, level: Level | undefined): SQL | undefined {
  return level === undefined ? undefined : eq(column, levelKey(level));
}
