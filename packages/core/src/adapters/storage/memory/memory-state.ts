import type { Grant } from '../../../administrators/grant.ts';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import type { Silence } from '../../../alerts/silence.ts';
import type { StormCount } from '../../../alerts/storm-count.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import type { Canary } from '../../../canaries/canary.ts';
import type { ChannelBinding } from '../../../channels/channel-binding.ts';
import type { DkimKey } from '../../../dkim/dkim-key.ts';
import type { Delivery, DeliveryAttempt } from '../../../delivery/delivery.ts';
import type { TroubleRecord } from '../../../delivery/trouble-record.ts';
import type { DigestMember } from '../../../delivery/digest-member.ts';
import type { MaintenanceMode } from '../../../delivery/maintenance.ts';
import type { AutomationEvent } from '../../../events/automation-event.ts';
import type { KeptToken } from '../../../smtp/access-token-store.ts';
import type { Installation } from '../../../installations/installation.ts';
import type { Incident } from '../../../incidents/incident.ts';
import type { ServerCertificate } from '../../../incidents/server-certificate.ts';
import type { QuarantinedReport } from '../../../intake/quarantine-store.ts';
import { AppError } from '../../../kernel/errors.ts';
import type { OneTimeLink } from '../../../links/one-time-link.ts';
import type { RecipientList } from '../../../lists/recipient-list.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { OPEN_POLICY, type HostPolicy, type Revision } from '../../../settings/mail-settings.ts';
import type { Source } from '../../../sources/source.ts';

/** An event with what intake knows about it. */
export interface KeptEvent {
  readonly id: string;
  readonly reportId: string;
  /** {@link levelKey} of its level. */
  readonly level: string;
  readonly event: AutomationEvent;
  /** What copies look it up by; null when it made no mail. */
  readonly foldKey: string | null;
  readonly receivedAt: number;
}

/** A delivery with its lease. */
export interface KeptDelivery {
  readonly delivery: Delivery;
  readonly lease: {
    readonly token: string;
    /** What the delivery goes back to when it is released. */
    readonly before: Pick<Delivery, 'state' | 'dueAt'>;
  } | null;
  /** Oldest first. */
  readonly timeline: readonly DeliveryAttempt[];
}

/** An incident with its lease, or its pause when the token is null. */
export interface KeptIncident {
  readonly incident: Incident;
  readonly lease: { readonly token: string | null; readonly until: number } | null;
}

/** A link with when somebody is to be told that it was used. */
export interface KeptLink {
  readonly link: OneTimeLink;
  /** Epoch milliseconds, or the end of a lease; null: nobody waits, it is not used yet, or they were told. */
  readonly answerDue: number | null;
}

/**
 * Everything that the memory backend keeps. Values are replaced, never altered. An operation does all its checks
 * before its first write and never awaits in between, so it happens whole or not at all.
 */
export interface MemoryState {
  readonly organizations: Map<string, Organization>;
  readonly sources: Map<string, Source>;
  readonly rules: Map<string, AlertRule>;
  readonly silences: Map<string, Silence>;
  readonly lists: Map<string, RecipientList>;
  /** By the key of their level. */
  readonly canaries: Map<string, Canary>;
  readonly revisions: Map<string, Revision>;
  policy: HostPolicy;
  /** By {@link reportKey}. */
  readonly reports: Map<string, { readonly id: string; readonly receivedAt: number }>;
  readonly events: Map<string, KeptEvent>;
  readonly quarantine: Map<string, { readonly report: QuarantinedReport; readonly body: Uint8Array }>;
  readonly deliveries: Map<string, KeptDelivery>;
  /** Events of mails about many, by delivery. */
  readonly members: Map<string, readonly DigestMember[]>;
  /** The delivery that takes more events, by what they find it by. */
  readonly gathering: Map<string, string>;
  /** By rule and address. */
  readonly stormCounts: Map<string, StormCount>;
  /** By level and key of the trouble, then by address. */
  readonly troubles: Map<string, ReadonlyMap<string, TroubleRecord>>;
  readonly audit: Map<string, AuditEntry>;
  readonly grants: Map<string, Grant>;
  claimOffer: { readonly codeHash: string; readonly expiresAt: number } | null;
  /** By the key of their level. */
  readonly channels: Map<string, ChannelBinding>;
  readonly incidents: Map<string, KeptIncident>;
  /** By the key of their level. */
  readonly certificates: Map<string, ServerCertificate>;
  readonly links: Map<string, KeptLink>;
  /** Until when each key is taken. */
  readonly once: Map<string, number>;
  /** By team. */
  readonly installations: Map<string, Installation>;
  readonly accessTokens: Map<string, KeptAccess>;
  /** By the key of their level, and their domain. */
  readonly dkimKeys: Map<string, DkimKey>;
  maintenance: MaintenanceMode;
  configurationVersion: number;
}

/** What is kept of access tokens, and who is asking for the next. Times in epoch milliseconds. */
export interface KeptAccess {
  readonly kept: KeptToken | null;
  readonly since: number;
  readonly lease: { readonly token: string; readonly until: number } | null;
}

/** A state in which nothing was ever kept. */
export function emptyState(): MemoryState {
  return {
    organizations: new Map(),
    sources: new Map(),
    rules: new Map(),
    silences: new Map(),
    lists: new Map(),
    canaries: new Map(),
    revisions: new Map(),
    policy: OPEN_POLICY,
    reports: new Map(),
    events: new Map(),
    quarantine: new Map(),
    deliveries: new Map(),
    members: new Map(),
    gathering: new Map(),
    stormCounts: new Map(),
    troubles: new Map(),
    audit: new Map(),
    grants: new Map(),
    claimOffer: null,
    channels: new Map(),
    incidents: new Map(),
    certificates: new Map(),
    links: new Map(),
    once: new Map(),
    installations: new Map(),
    accessTokens: new Map(),
    dkimKeys: new Map(),
    maintenance: 'off',
    configurationVersion: 1,
  };
}

/** What makes a report known. */
export function reportKey(sourceId: string, dedupeKey: string): string {
  return `${sourceId} ${dedupeKey}`;
}

/**
 * Writes audit entries: the first write of every change, because it is the only one that can still be refused.
 * @throws AppError `internal` when an id is known; then none is written.
 */
export function writeAudit(state: MemoryState, entries: readonly AuditEntry[]): void {
  const ids = entries.map((entry) => entry.id);
  refuseKnownIds(state.audit, ids, 'audit');
  for (const entry of entries) state.audit.set(entry.id, entry);
}

/** Writes the audit entries of a change of the configuration and counts it. */
export function configurationChanges(state: MemoryState, entries: readonly AuditEntry[]): void {
  writeAudit(state, entries);
  state.configurationVersion += 1;
}

/** @throws AppError `internal` when an id is kept already or comes twice. */
export function refuseKnownIds(
  kept: ReadonlyMap<string, unknown>,
  ids: readonly string[],
  table: string,
): void {
  const twice = ids.find((id, place) => kept.has(id) || ids.indexOf(id) !== place);
  if (twice === undefined) return;
  throw new AppError('internal', 'Something was stored twice under one id.', { detail: `${table} ${twice}` });
}
