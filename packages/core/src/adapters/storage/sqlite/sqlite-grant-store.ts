import { and, asc, eq } from './drizzle.ts';
import type { GrantStore } from '../../../administrators/grant-store.ts';
import type { Grant } from '../../../administrators/grant.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import { grantCodec } from '../records/grant-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { claimOffer, grants } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** A group does not count: it may be empty. */
const ofSystemAdministrators = and(eq(grants.level, 'host'), eq(grants.holderKind, 'user'));

/** Rights in SQLite. */
export function sqliteGrantStore(connection: SqliteConnection): GrantStore {
  const { orm } = connection;

  const systemAdministrators = (): readonly string[] =>
    orm
      .select({ id: grants.id })
      .from(grants)
      .where(ofSystemAdministrators)
      .all()
      .map(({ id }) => id);

  const keep = (grant: Grant, audit: AuditEntry): void => {
    orm.insert(grants).values(grantCodec.toRow(grant)).run();
    if (systemAdministrators().length > 0) orm.delete(claimOffer).run();
    configurationChanges(connection, [audit]);
  };

  return {
    add: (grant, audit) =>
      connection.write(() => {
        const { level, holderKind, teamId, holderId } = grantCodec.toRow(grant);
        const same = and(
          eq(grants.level, level),
          eq(grants.holderKind, holderKind),
          eq(grants.teamId, teamId),
          eq(grants.holderId, holderId),
        );
        if (orm.select().from(grants).where(same).get() !== undefined) return 'known';
        keep(grant, audit);
        return 'added';
      }),

    remove: ({ id, othersRemain }, audit) =>
      connection.write(() => {
        const ids = systemAdministrators();
        if (ids.includes(id) && ids.length === 1 && !othersRemain) return 'last-system-administrator';
        const { changes } = orm.delete(grants).where(eq(grants.id, id)).run();
        if (changes === 0) return 'not-found';
        configurationChanges(connection, [audit]);
        return 'removed';
      }),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(grants)
          .orderBy(asc(grants.grantedAt), asc(grants.id))
          .all()
          .map(grantCodec.fromRow),
      ),

    offerClaim: ({ codeHash, expiresAt }) =>
      connection.write(() => {
        if (systemAdministrators().length > 0) return 'administered';
        orm
          .insert(claimOffer)
          .values({ id: 'host', codeHash, expiresAt })
          .onConflictDoUpdate({ target: claimOffer.id, set: { codeHash, expiresAt } })
          .run();
        return 'offered';
      }),

    claim: ({ codeHash, now, grant }, audit) =>
      connection.write(() => {
        if (systemAdministrators().length > 0) return 'not-valid';
        const offer = orm.select().from(claimOffer).get();
        if (offer?.codeHash !== codeHash || offer.expiresAt <= now) return 'not-valid';
        keep(grant, audit);
        orm.delete(claimOffer).run();
        return 'claimed';
      }),
  };
}
