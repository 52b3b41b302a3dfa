import { and, asc, eq, isNotNull, lt, lte } from './drizzle.ts';
import type { AccessTokenStore, KeptToken } from '../../../smtp/access-token-store.ts';
import { accessTokenCodec } from '../records/access-token-codec.ts';
import { accessTokens } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Access tokens in SQLite. */
export function sqliteAccessTokenStore(connection: SqliteConnection): AccessTokenStore {
  const { orm } = connection;
  const rowOf = (id: string) => orm.select().from(accessTokens).where(eq(accessTokens.id, id)).get();
  const held = (id: string, leaseToken: string) =>
    and(eq(accessTokens.id, id), eq(accessTokens.leaseToken, leaseToken));
  return {
    find: (id) => connection.read(() => keptIn(rowOf(id))),

    lease: (id, { leaseToken, now, until, forgetBefore }) =>
      connection.write(() => {
        orm
          .delete(accessTokens)
          .where(and(lt(accessTokens.givenAt, forgetBefore), lte(accessTokens.leaseUntil, now)))
          .run();
        const { changes } = orm
          .insert(accessTokens)
          .values({ id, keyId: null, box: null, givenAt: now, expiresAt: 0, leaseToken, leaseUntil: until })
          .onConflictDoUpdate({
            target: accessTokens.id,
            set: { leaseToken, leaseUntil: until },
            setWhere: lte(accessTokens.leaseUntil, now),
          })
          .run();
        return changes === 0 ? 'taken' : { kept: keptIn(rowOf(id)) };
      }),

    renew: (token, leaseToken) =>
      connection.write(() => {
        const row = { ...accessTokenCodec.toRow(token), ...FREE };
        const { changes } = orm.update(accessTokens).set(row).where(held(token.id, leaseToken)).run();
        return changes > 0;
      }),

    release: (id, leaseToken) =>
      connection.write(() => void orm.update(accessTokens).set(FREE).where(held(id, leaseToken)).run()),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(accessTokens)
          .where(and(isNotNull(accessTokens.keyId), isNotNull(accessTokens.box)))
          .orderBy(asc(accessTokens.id))
          .all()
          .map(keptIn)
          .filter((kept) => kept !== null),
      ),

    reseal: (id, before, after) =>
      connection.write(() => {
        const { changes } = orm
          .update(accessTokens)
          .set(after)
          .where(
            and(
              eq(accessTokens.id, id),
              eq(accessTokens.keyId, before.keyId),
              eq(accessTokens.box, before.box),
            ),
          )
          .run();
        return changes > 0;
      }),
  };
}

const FREE = { leaseToken: null, leaseUntil: 0 };

function keptIn(row: typeof accessTokens.$inferSelect | undefined): KeptToken | null {
  if (row === undefined || row.keyId === null || row.box === null) return null;
  const { id, keyId, box, givenAt, expiresAt } = row;
  return accessTokenCodec.fromRow({ id, keyId, box, givenAt, expiresAt });
}
