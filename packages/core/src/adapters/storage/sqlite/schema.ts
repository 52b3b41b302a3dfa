import { sql, sqliteCore } from './drizzle.ts';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import type { GatheringKind } from '../../../alerts/pace-delivery.ts';
import type { DeliveryReason, DeliveryState } from '../../../delivery/delivery.ts';
import type { MaintenanceMode } from '../../../delivery/maintenance.ts';
import type { QuarantineReason, Report } from '../../../intake/intake-store.ts';
import type { QuarantinedReport } from '../../../intake/quarantine-store.ts';
import type { Language } from '../../../kernel/language.ts';
import type { Revision, RevisionState } from '../../../settings/mail-settings.ts';
import type { Stage } from '../../../smtp/smtp-failure.ts';
import type { Source, SourceKind } from '../../../sources/source.ts';

export { accessTokens } from './access-token-tables.ts';
export { installations } from './installation-tables.ts';
export { dkimKeys } from './dkim-tables.ts';
export { audit } from './audit-tables.ts';
export { channels } from './channel-tables.ts';
export { certificates, incidents } from './incident-tables.ts';
export { claimOffer, grants, links, once } from './people-tables.ts';
export { digestMembers, stormCounts } from './digest-tables.ts';
export { silences } from './silence-tables.ts';
export { lists } from './list-tables.ts';
export { canaries } from './canary-tables.ts';
export { troubles } from './trouble-tables.ts';

const { blob, index, integer, sqliteTable, text, uniqueIndex } = sqliteCore;

// One physical form that another backend can repeat, so that both share their codecs (storage/records): ids are
// UUIDv7 text, times are epoch milliseconds, flags 0 or 1, structures JSON text, and the database has no defaults.
// `level` holds a level's key: `host` or `org:<id>`.
//
// Evidence (reports, events, deliveries, audit) refers to configuration (sources, rules, organizations) by id without
// a foreign key: it outlives what it was made by.

/** What concerns the database as a whole; one row. */
export const meta = sqliteTable('meta', {
  id: integer().primaryKey(),
  /** How many migrations were applied. Read before anything else, by every version: never rename it. */
  schemaVersion: integer('schema_version').notNull(),
  configurationVersion: integer('configuration_version').notNull(),
  maintenance: text().$type<MaintenanceMode>().notNull(),
  /** When a process last proved that it can write. */
  checkedAt: integer('checked_at').notNull(),
  /** How many migrations code must know at least to work with these tables; null: all. Never rename it either. */
  compatibleFrom: integer('compatible_from'),
});

export const organizations = sqliteTable(
  'organizations',
  {
    id: text().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    language: text().$type<Language>().notNull(),
    timeZone: text('time_zone').notNull(),
    limitPerMinute: integer('limit_per_minute'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('organizations_slug').on(table.slug)],
);

export const sources = sqliteTable(
  'sources',
  {
    id: text().primaryKey(),
    level: text().notNull(),
    kind: text().$type<SourceKind>().notNull(),
    name: text().notNull(),
    state: text().$type<Source['state']>().notNull(),
    expectedEvery: integer('expected_every'),
    limitPerMinute: integer('limit_per_minute'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('sources_name').on(table.level, table.name)],
);

export const sourceSecrets = sqliteTable(
  'source_secrets',
  {
    id: text().primaryKey(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
    keyId: text('key_id').notNull(),
    box: text().notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('source_secrets_source').on(table.sourceId)],
);

export const rules = sqliteTable('rules', {
  id: text().primaryKey(),
  level: text().notNull(),
  name: text().notNull(),
  state: text().$type<AlertRule['state']>().notNull(),
  matchers: text().notNull(),
  recipients: text().notNull(),
  includeData: text('include_data').notNull(),
  /** Null: from before rules had one. */
  pace: text(),
  /** 0 or 1; null: from before rules told of an end, which they do. */
  recovery: integer(),
  createdAt: integer('created_at').notNull(),
});

/** Revisions of the mail settings. */
export const revisions = sqliteTable(
  'revisions',
  {
    id: text().primaryKey(),
    level: text().notNull(),
    number: integer().notNull(),
    state: text().$type<RevisionState>().notNull(),
    layer: text().notNull(),
    /** Follows from the layer: see `keyIdsColumn`. */
    keyIds: text('key_ids').notNull(),
    author: text().notNull(),
    createdAt: integer('created_at').notNull(),
    test: text(),
    note: text().$type<Revision['note']>().notNull(),
    arrivedAt: integer('arrived_at'),
  },
  (table) => [
    uniqueIndex('revisions_number').on(table.level, table.number),
    // One active revision and one draft a level: a defect in the code cannot make it two.
    uniqueIndex('revisions_active')
      .on(table.level)
      .where(sql`state = 'active'`),
    uniqueIndex('revisions_draft')
      .on(table.level)
      .where(sql`state = 'draft'`),
  ],
);

/** What the host imposes; no row until it does. */
export const policy = sqliteTable('policy', {
  id: text().$type<'host'>().primaryKey(),
  policy: text().notNull(),
});

/** One row a request that was stored. */
export const reports = sqliteTable(
  'reports',
  {
    id: text().primaryKey(),
    sourceId: text('source_id').notNull(),
    level: text().notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    receivedAt: integer('received_at').notNull(),
    kind: text().$type<Report['content']['kind']>().notNull(),
  },
  (table) => [uniqueIndex('reports_dedupe').on(table.sourceId, table.dedupeKey)],
);

export const events = sqliteTable(
  'events',
  {
    id: text().primaryKey(),
    reportId: text('report_id')
      .notNull()
      .references(() => reports.id),
    level: text().notNull(),
    type: text().notNull(),
    receivedAt: integer('received_at').notNull(),
    /** Only on events that made mail: what copies of them are looked up by. */
    foldKey: text('fold_key'),
    event: text().notNull(),
    /** What it says of a trouble; null: nothing. Apart from the event, so that processes of the release before can read that. */
    trouble: text(),
  },
  (table) => [
    // What made mail about the same happening, in one step; nothing to keep for events that made none.
    index('events_fold')
      .on(table.level, table.foldKey, table.receivedAt)
      .where(sql`fold_key IS NOT NULL`),
    // The newest events of a level, for people who look at them.
    index('events_level').on(table.level, table.id),
    // Forgetting a report asks for its events.
    index('events_report').on(table.reportId),
  ],
);

export const quarantine = sqliteTable(
  'quarantine',
  {
    id: text()
      .primaryKey()
      .references(() => reports.id),
    sourceId: text('source_id').notNull(),
    level: text().notNull(),
    reason: text().$type<QuarantineReason>().notNull(),
    explanation: text().notNull(),
    contentType: text('content_type').notNull(),
    size: integer().notNull(),
    state: text().$type<QuarantinedReport['state']>().notNull(),
    receivedAt: integer('received_at').notNull(),
    /** Last, so that lists never read the pages it overflows into. */
    body: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('quarantine_level').on(table.level, table.id),
    index('quarantine_state').on(table.state, table.id),
  ],
);

export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    level: text().notNull(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    eventType: text('event_type').notNull(),
    ruleId: text('rule_id'),
    address: text().notNull(),
    name: text(),
    language: text().$type<Language>().notNull(),
    timeZone: text('time_zone').notNull(),
    data: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    reason: text().$type<DeliveryReason>(),
    attempts: integer().notNull(),
    maybeDuplicate: integer('maybe_duplicate').notNull(),
    priority: integer().$type<0 | 1>().notNull(),
    gathers: text().$type<GatheringKind>(),
    /** What events find it by while it takes more of them. */
    gatherKey: text('gather_key'),
    /** The delivery whose mail it answers. */
    thread: text(),
    /** The event that began what it answers. */
    troubleEvent: text('trouble_event'),
    stormUntil: integer('storm_until'),
    messageId: text('message_id'),
    createdAt: integer('created_at').notNull(),
    /** While `sending`, the end of the lease: so one index serves for both. */
    dueAt: integer('due_at'),
    expiresAt: integer('expires_at').notNull(),
    endedAt: integer('ended_at'),
    leaseToken: text('lease_token'),
    /** What a release goes back to; null unless `sending`. */
    claimedState: text('claimed_state').$type<DeliveryState>(),
    claimedDueAt: integer('claimed_due_at'),
  },
  (table) => [
    // Claiming: for each priority from level to level, within a level by time; only what waits. With `state` and `id` the
    // choice of what to claim, and the backlog's figures, are read from the index alone.
    index('deliveries_due')
      .on(table.priority, table.level, table.dueAt, table.state, table.id)
      .where(sql`due_at IS NOT NULL`),
    // Renewing leases; a handful of rows at any time.
    index('deliveries_lease')
      .on(table.leaseToken)
      .where(sql`lease_token IS NOT NULL`),
    // The mail that an event joins: one at most, and nothing to keep for mail that gathers no more, or never did.
    uniqueIndex('deliveries_gathering')
      .on(table.gatherKey)
      .where(sql`gather_key IS NOT NULL`),
    index('deliveries_level').on(table.level, table.id),
    index('deliveries_event').on(table.eventId),
    // Mails of one thread, in order; nothing to keep for the first of each, and for all that answer nothing.
    index('deliveries_thread')
      .on(table.thread, table.id)
      .where(sql`thread IS NOT NULL`),
    // Whether somebody got their mail.
    index('deliveries_address').on(table.address, table.id),
    // Lists of what went wrong, however rare among millions that did not. The common way of a delivery (queued,
    // sending, delivered) never touches it.
    index('deliveries_troubled')
      .on(table.state, table.id)
      .where(sql`state IN ('deferred', 'failed', 'suppressed', 'expired', 'unknown')`),
  ],
);

/** Timelines. */
export const deliveryAttempts = sqliteTable(
  'delivery_attempts',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id),
    /** 1, 2, 3 … within the delivery. */
    number: integer().notNull(),
    at: integer().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    reason: text().$type<DeliveryReason>(),
    stage: text().$type<Stage>(),
    replyCode: integer('reply_code'),
    enhancedCode: text('enhanced_code'),
    text: text(),
    server: text(),
    queueId: text('queue_id'),
    took: integer(),
  },
  (table) => [sqliteCore.primaryKey({ columns: [table.deliveryId, table.number] })],
);
