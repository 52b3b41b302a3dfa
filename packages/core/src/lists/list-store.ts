import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Level } from '../kernel/level.ts';
import type { RecipientList } from './recipient-list.ts';

/** A list as it was looked at, and as it is to become. */
export interface ListStep {
  readonly before: RecipientList;
  readonly after: RecipientList;
}

/** What removing a list comes to; the names of rules oldest first. */
export type ListRemoval =
  { readonly kind: 'removed' | 'not-found' } | { readonly kind: 'in-use'; readonly rules: readonly string[] };

/** Lists as stored. They are configuration: each change counts in its version. */
export interface ListStore {
  add(list: RecipientList, audit: AuditEntry): Promise<'added' | 'name-taken'>;
  /** Stores nothing when the list is not as it was before. Only the members change. */
  update(step: ListStep, audit: AuditEntry): Promise<'updated' | 'not-found' | 'conflict'>;
  /** Removes nothing while a rule of its level names it, paused or not. */
  remove(id: string, audit: AuditEntry): Promise<ListRemoval>;
  /** All lists, by level and then by name. */
  list(): Promise<readonly RecipientList[]>;
  /** By name, in lower case. */
  find(level: Level, name: string): Promise<RecipientList | null>;
}
