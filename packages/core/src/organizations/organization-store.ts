import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Organization } from './organization.ts';

/** Organizations as stored. */
export interface OrganizationStore {
  /** Adds it with its audit entry, or says that the slug is taken. */
  add(organization: Organization, audit: AuditEntry): Promise<'added' | 'slug-taken'>;
  /** Replaces name, language, time zone and limit. */
  update(organization: Organization, audit: AuditEntry): Promise<'updated' | 'not-found'>;
  /** By slug. */
  list(): Promise<readonly Organization[]>;
  findBySlug(slug: string): Promise<Organization | null>;
  findById(id: string): Promise<Organization | null>;
}
