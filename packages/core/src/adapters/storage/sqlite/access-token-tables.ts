import { sqliteCore } from './drizzle.ts';

const { integer, sqliteTable, text } = sqliteCore;

/** Access tokens shared by processes: part of `schema.ts`, in the form that it describes. Without a token while the first is asked for. */
export const accessTokens = sqliteTable('access_tokens', {
  id: text().primaryKey(),
  keyId: text('key_id'),
  box: text(),
  givenAt: integer('given_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  leaseToken: text('lease_token'),
  leaseUntil: integer('lease_until').notNull(),
});
