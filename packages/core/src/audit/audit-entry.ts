import type { Actor } from '../access/actor.ts';
import type { Level } from '../kernel/level.ts';

/** Everything that is written to the audit log. */
export const AUDIT_ACTIONS = [
  'settings.drafted',
  'settings.activated',
  'settings.activated-anyway',
  'settings.tested',
  'settings.rolled-back',
  'settings.reset',
  'policy.changed',
  'organization.added',
  'organization.changed',
  'source.added',
  'source.changed',
  'source.secret-added',
  'source.secret-removed',
  'rule.added',
  'rule.changed',
  'rule.removed',
  'silence.added',
  'silence.ended',
  'list.added',
  'list.changed',
  'list.removed',
  'delivery.replayed',
  'quarantine.replayed',
  'quarantine.dismissed',
  'maintenance.changed',
  'keys.rotated',
  'database.backed-up',
  'access.granted',
  'access.revoked',
  'access.claimed',
  'link.used',
  'installation.added',
  'installation.removed',
  'channel.bound',
  'channel.unbound',
  'dkim.added',
  'dkim.enabled',
  'dkim.disabled',
  'dkim.removed',
  'canary.set',
  'canary.removed',
  'canary.sent',
] as const;

/** What was done. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Before and after of one field; for secrets only that it was set, replaced or removed. */
export interface AuditChange {
  readonly field: string;
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
}

/** One line of the append-only audit log. */
export interface AuditEntry {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly level: Level;
  /** The thing acted upon, such as a rule's or a revision's id; null when the level itself. */
  readonly subject: string | null;
  readonly changes: readonly AuditChange[];
}

/** Which entries to list. */
export interface AuditFilter {
  readonly level?: Level;
  readonly action?: AuditAction;
  /** Epoch milliseconds, inclusive. */
  readonly since?: number;
  /** Epoch milliseconds, exclusive. */
  readonly until?: number;
}
