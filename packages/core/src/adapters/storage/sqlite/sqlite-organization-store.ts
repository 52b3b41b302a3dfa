import { asc, eq } from './drizzle.ts';
import type { OrganizationStore } from '../../../organizations/organization-store.ts';
import { organizationCodec } from '../records/organization-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { organizations } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Organizations in SQLite. */
export function sqliteOrganizationStore(connection: SqliteConnection): OrganizationStore {
  const { orm } = connection;
  return {
    add: (organization, audit) =>
      connection.write(() => {
        const sameSlug = eq(organizations.slug, organization.slug);
        if (orm.select().from(organizations).where(sameSlug).get() !== undefined) return 'slug-taken';
        orm.insert(organizations).values(organizationCodec.toRow(organization)).run();
        configurationChanges(connection, [audit]);
        return 'added';
      }),

    update: ({ id, name, language, timeZone, limitPerMinute }, audit) =>
      connection.write(() => {
        const { changes } = orm
          .update(organizations)
          .set({ name, language, timeZone, limitPerMinute })
          .where(eq(organizations.id, id))
          .run();
        if (changes === 0) return 'not-found';
        configurationChanges(connection, [audit]);
        return 'updated';
      }),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(organizations)
          .orderBy(asc(organizations.slug))
          .all()
          .map(organizationCodec.fromRow),
      ),

    findBySlug: (slug) =>
      connection.read(() => {
        const row = orm.select().from(organizations).where(eq(organizations.slug, slug)).get();
        return row === undefined ? null : organizationCodec.fromRow(row);
      }),

    findById: (id) =>
      connection.read(() => {
        const row = orm.select().from(organizations).where(eq(organizations.id, id)).get();
        return row === undefined ? null : organizationCodec.fromRow(row);
      }),
  };
}
