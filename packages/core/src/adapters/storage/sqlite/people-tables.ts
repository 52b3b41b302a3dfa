import { sql, sqliteCore } from './drizzle.ts';
import type { GrantHolder } from '../../../administrators/grant.ts';
import type { Language } from '../../../kernel/language.ts';
import type { LinkPurpose } from '../../../links/one-time-link.ts';

const { index, integer, sqliteTable, text, uniqueIndex } = sqliteCore;

// What people may do and what they were asked for once: part of `schema.ts`, in the form that it describes.

/** Who administers what. */
export const grants = sqliteTable(
  'grants',
  {
    id: text().primaryKey(),
    level: text().notNull(),
    holderKind: text('holder_kind').$type<GrantHolder['kind']>().notNull(),
    teamId: text('team_id').notNull(),
    /** The user's or the group's id. */
    holderId: text('holder_id').notNull(),
    grantedAt: integer('granted_at').notNull(),
    grantedBy: text('granted_by').notNull(),
  },
  // One right once: a defect in the code cannot make it two, of which one outlives its removal.
  (table) => [uniqueIndex('grants_holder').on(table.level, table.holderKind, table.teamId, table.holderId)],
);

/** The code by which the first system administrator makes themselves known; no row unless one can be claimed. */
export const claimOffer = sqliteTable('claim_offer', {
  id: text().$type<'host'>().primaryKey(),
  codeHash: text('code_hash').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

/** One-time links; rows go once they are withdrawn, or have expired for a while. */
export const links = sqliteTable(
  'links',
  {
    id: text().primaryKey(),
    tokenHash: text('token_hash').notNull(),
    level: text().notNull(),
    /** Follows from the purpose. */
    kind: text().$type<LinkPurpose['kind']>().notNull(),
    purpose: text().notNull(),
    actor: text().notNull(),
    language: text().$type<Language>().notNull(),
    reply: text(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    revisionId: text('revision_id'),
    /** When somebody is to be told that it was used, or the end of a lease; null: nobody waits, not used yet, or told. */
    answerDue: integer('answer_due'),
  },
  (table) => [
    uniqueIndex('links_token').on(table.tokenHash),
    // Asked every second; a handful of rows at any time.
    index('links_answer_due')
      .on(table.answerDue)
      .where(sql`answer_due IS NOT NULL`),
    index('links_expiry').on(table.expiresAt),
  ],
);

/** What was done and must not be done twice. */
export const once = sqliteTable(
  'once',
  {
    key: text().primaryKey(),
    /** Until when it counts. */
    until: integer().notNull(),
  },
  (table) => [index('once_until').on(table.until)],
);
