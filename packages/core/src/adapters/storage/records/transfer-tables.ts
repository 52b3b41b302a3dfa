/** A table that moves from one database to another. */
export interface TransferTable {
  readonly name: string;
  /** The columns of its primary key: rows move in their order. */
  readonly key: readonly string[];
  /** Rows that move together; fewer where they are large. */
  readonly batch: number;
}

const table = (name: string, key: readonly string[] = ['id'], batch = 500): TransferTable => ({
  name,
  key,
  batch,
});

/**
 * Every table but `meta`, which each database has its own row of; what a row refers to stands before it. A new table gets
 * its line here: a test compares the list with the schemas.
 */
export const TRANSFER_TABLES: readonly TransferTable[] = [
  table('organizations'),
  table('sources'),
  table('source_secrets'),
  table('rules'),
  table('silences'),
  table('lists'),
  table('canaries', ['level']),
  table('revisions'),
  table('policy'),
  table('access_tokens'),
  table('dkim_keys', ['level', 'domain']),
  table('grants'),
  table('claim_offer'),
  table('installations', ['team_id']),
  table('channels', ['level']),
  table('links'),
  table('once', ['key']),
  table('certificates', ['level']),
  table('incidents'),
  table('reports'),
  // What rules may show of an event may be nearly as large as a webhook.
  table('events', ['id'], 50),
  // Their bodies may have the size that a webhook may have.
  table('quarantine', ['id'], 10),
  table('deliveries'),
  table('delivery_attempts', ['delivery_id', 'number']),
  table('digest_members', ['delivery_id', 'event_id']),
  table('storm_counts', ['rule_id', 'address']),
  table('troubles', ['level', 'key', 'address']),
  table('audit'),
];
