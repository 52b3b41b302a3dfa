import type { Page, PageRequest } from '../kernel/page.ts';
import type { AuditEntry, AuditFilter } from './audit-entry.ts';

/** Reading the audit log, and writing to it what changes nothing else. Changes write their entry in their own operation. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
}
