import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';

const { pgTable } = postgresCore;

/** Access tokens shared by processes: part of `schema.ts`, in the form that it describes. Without a token while the first is asked for. */
export const accessTokens = pgTable('access_tokens', {
  id: text().primaryKey(),
  keyId: text('key_id'),
  box: text(),
  givenAt: integer('given_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  leaseToken: text('lease_token'),
  leaseUntil: integer('lease_until').notNull(),
});
