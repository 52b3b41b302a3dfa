import { and, asc, eq } from './drizzle.ts';
import type { GrantStore } from '../../../administrators/grant-store.ts';
import type { Grant } from '../../../administrators/grant.ts';
import type { AuditEntry } from '../../../audit/audit-entry.ts';
import { grantCodec } from '../records/grant-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { claimOffer, grants } from './schema.ts';
import type { Session } from './session.ts';

/** A group does not count: it may be empty. */
const ofSystemAdministrators = and(eq(grants.level, 'host'), eq(grants.holderKind, 'user'));

async function systemAdministrators({ orm }: Session): Promise<readonly string[]> {
  const rows = await orm.select({ id: grants.id }).from(grants).where(ofSystemAdministrators);
  return rows.map(({ id }) => id);
}

async function keep(session: Session, grant: Grant, audit: AuditEntry): Promise<void> {
  await session.orm.insert(grants).values(grantCodec.toRow(grant));
  if ((await systemAdministrators(session)).length > 0) await session.orm.delete(claimOffer);
  await configurationChanges(session, [audit]);
}

/** Rights in PostgreSQL. */
export function postgresGrantStore(connection: PostgresConnection): GrantStore {
  return {
    add: (grant, audit) =>
      connection.change(async (session) => {
        const { level, holderKind, teamId, holderId } = grantCodec.toRow(grant);
        const same = and(
          eq(grants.level, level),
          eq(grants.holderKind, holderKind),
          eq(grants.teamId, teamId),
          eq(grants.holderId, holderId),
        );
        const [known] = await session.orm.select().from(grants).where(same);
        if (known !== undefined) return 'known';
        await keep(session, grant, audit);
        return 'added';
      }),

    remove: ({ id, othersRemain }, audit) =>
      connection.change(async (session) => {
        const ids = await systemAdministrators(session);
        if (ids.includes(id) && ids.length === 1 && !othersRemain) return 'last-system-administrator';
        const { rowCount } = await session.orm.delete(grants).where(eq(grants.id, id));
        if (rowCount === 0) return 'not-found';
        await configurationChanges(session, [audit]);
        return 'removed';
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(grants).orderBy(asc(grants.grantedAt), asc(grants.id));
        return rows.map(grantCodec.fromRow);
      }),

    offerClaim: ({ codeHash, expiresAt }) =>
      connection.change(async (session) => {
        if ((await systemAdministrators(session)).length > 0) return 'administered';
        await session.orm
          .insert(claimOffer)
          .values({ id: 'host', codeHash, expiresAt })
          .onConflictDoUpdate({ target: claimOffer.id, set: { codeHash, expiresAt } });
        return 'offered';
      }),

    claim: ({ codeHash, now, grant }, audit) =>
      connection.change(async (session) => {
        if ((await systemAdministrators(session)).length > 0) return 'not-valid';
        const [offer] = await session.orm.select().from(claimOffer);
        if (offer?.codeHash !== codeHash || offer.expiresAt <= now) return 'not-valid';
        await keep(session, grant, audit);
        await session.orm.delete(claimOffer);
        return 'claimed';
      }),
  };
}
