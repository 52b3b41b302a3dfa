import { and, asc, eq, isNotNull, lt, lte } from './drizzle.ts';
import type { AccessTokenStore, KeptToken } from '../../../smtp/access-token-store.ts';
import { accessTokenCodec } from '../records/access-token-codec.ts';
import { leaseTime, type LeaseClock } from './lease-time.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { accessTokens } from './schema.ts';
import type { Session } from './session.ts';

/** Access tokens in PostgreSQL. */
export function postgresAccessTokenStore(
  connection: PostgresConnection,
  leaseClock: LeaseClock,
): AccessTokenStore {
  return {
    find: (id) => connection.ask((session) => keptOf(session, id)),

    lease: (id, { leaseToken, now, until, forgetBefore }) =>
      connection.write(async (session) => {
        const { orm } = session;
        const isFree = lte(accessTokens.leaseUntil, leaseTime(leaseClock, now, now));
        const leaseUntil = leaseTime(leaseClock, now, until);
        await orm.delete(accessTokens).where(and(lt(accessTokens.givenAt, forgetBefore), isFree));
        const { rowCount } = await orm
          .insert(accessTokens)
          .values({ id, keyId: null, box: null, givenAt: now, expiresAt: 0, leaseToken, leaseUntil })
          .onConflictDoUpdate({
            target: accessTokens.id,
            set: { leaseToken, leaseUntil },
            setWhere: isFree,
          });
        return rowCount === 0 ? 'taken' : { kept: await keptOf(session, id) };
      }),

    renew: (token, leaseToken) =>
      connection.write(async ({ orm }) => {
        const row = { ...accessTokenCodec.toRow(token), ...FREE };
        const { rowCount } = await orm.update(accessTokens).set(row).where(held(token.id, leaseToken));
        return rowCount !== 0;
      }),

    release: (id, leaseToken) =>
      connection.write(async ({ orm }) => {
        await orm.update(accessTokens).set(FREE).where(held(id, leaseToken));
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm
          .select()
          .from(accessTokens)
          .where(and(isNotNull(accessTokens.keyId), isNotNull(accessTokens.box)))
          .orderBy(asc(accessTokens.id));
        return rows.map(keptIn).filter((kept) => kept !== null);
      }),

    reseal: (id, before, after) =>
      connection.write(async ({ orm }) => {
        const { rowCount } = await orm
          .update(accessTokens)
          .set(after)
          .where(
            and(
              eq(accessTokens.id, id),
              eq(accessTokens.keyId, before.keyId),
              eq(accessTokens.box, before.box),
            ),
          );
        return rowCount !== 0;
      }),
  };
}

function held(id: string, leaseToken: string) {
  return and(eq(accessTokens.id, id), eq(accessTokens.leaseToken, leaseToken));
}

async function keptOf({ orm }: Session, id: string): Promise<KeptToken | null> {
  const [row] = await orm.select().from(accessTokens).where(eq(accessTokens.id, id));
  return keptIn(row);
}

const FREE = { leaseToken: null, leaseUntil: 0 };

function keptIn(row: typeof accessTokens.$inferSelect | undefined): KeptToken | null {
  if (row === undefined || row.keyId === null || row.box === null) return null;
  const { id, keyId, box, givenAt, expiresAt } = row;
  return accessTokenCodec.fromRow({ id, keyId, box, givenAt, expiresAt });
}
