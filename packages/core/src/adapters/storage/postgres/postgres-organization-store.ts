import { asc, eq } from './drizzle.ts';
import type { OrganizationStore } from '../../../organizations/organization-store.ts';
import { organizationCodec } from '../records/organization-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { organizations } from './schema.ts';

/** Organizations in PostgreSQL. */
export function postgresOrganizationStore(connection: PostgresConnection): OrganizationStore {
  return {
    add: (organization, audit) =>
      connection.change(async (session) => {
        const sameSlug = eq(organizations.slug, organization.slug);
        const [known] = await session.orm.select().from(organizations).where(sameSlug);
        if (known !== undefined) return 'slug-taken';
        await session.orm.insert(organizations).values(organizationCodec.toRow(organization));
        await configurationChanges(session, [audit]);
        return 'added';
      }),

    update: ({ id, name, language, timeZone, limitPerMinute }, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm
          .update(organizations)
          .set({ name, language, timeZone, limitPerMinute })
          .where(eq(organizations.id, id));
        if (rowCount === 0) return 'not-found';
        await configurationChanges(session, [audit]);
        return 'updated';
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(organizations).orderBy(asc(organizations.slug));
        return rows.map(organizationCodec.fromRow);
      }),

    findBySlug: (slug) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select().from(organizations).where(eq(organizations.slug, slug));
        return row === undefined ? null : organizationCodec.fromRow(row);
      }),

    findById: (id) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select().from(organizations).where(eq(organizations.id, id));
        return row === undefined ? null : organizationCodec.fromRow(row);
      }),
  };
}
