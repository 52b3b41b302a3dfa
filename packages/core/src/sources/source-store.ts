import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Source, SourceSecret } from './source.ts';

/** Sources as stored. */
export interface SourceStore {
  add(source: Source, audit: AuditEntry): Promise<'added' | 'name-taken'>;
  list(): Promise<readonly Source[]>;
  find(id: string): Promise<Source | null>;
  setState(id: string, state: Source['state'], audit: AuditEntry): Promise<'changed' | 'not-found'>;
  setExpectation(
    id: string,
    expectedEvery: Source['expectedEvery'],
    audit: AuditEntry,
  ): Promise<'changed' | 'not-found'>;
  setLimit(
    id: string,
    limitPerMinute: Source['limitPerMinute'],
    audit: AuditEntry,
  ): Promise<'changed' | 'not-found'>;
  /** Adds a second secret; a source has at most two. */
  addSecret(
    id: string,
    secret: SourceSecret,
    audit: AuditEntry,
  ): Promise<'added' | 'not-found' | 'two-already'>;
  /** Removes one; the last one stays. */
  removeSecret(
    id: string,
    secretId: string,
    audit: AuditEntry,
  ): Promise<'removed' | 'not-found' | 'last-one'>;
  /** Replaces a sealed secret by the same under another key; false when it was changed meanwhile. */
  resealSecret(id: string, before: SourceSecret, after: SourceSecret): Promise<boolean>;
}
