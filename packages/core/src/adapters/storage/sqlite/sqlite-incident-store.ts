import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, or } from './drizzle.ts';
import type { IncidentChange, IncidentStore } from '../../../incidents/incident-store.ts';
import { isUntold } from '../../../incidents/is-untold.ts';
import { levelKey } from '../../../kernel/level.ts';
import { checkPage } from '../records/check-page.ts';
import { countsByKind } from '../records/counts-by-kind.ts';
import { incidentCodec, toldColumn } from '../records/incident-codec.ts';
import { onePerLevel } from '../records/one-per-level.ts';
import { pageOf } from '../records/page-of.ts';
import { levelCondition } from './level-condition.ts';
import { incidents } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const isOpen = isNull(incidents.resolvedAt);

/** Incidents in SQLite. */
export function sqliteIncidentStore(connection: SqliteConnection): IncidentStore {
  const { orm } = connection;

  const store = ({ incident, expectedVersion }: IncidentChange): boolean => {
    const row = { ...incidentCodec.toRow(incident), kind: incident.facts.kind };
    if (expectedVersion === 0) {
      // The unique keys say whether it is new: no look-up before, and no race between processes.
      return (
        orm
          .insert(incidents)
          .values({ ...row, told: null })
          .onConflictDoNothing()
          .run().changes > 0
      );
    }
    const asExpected = and(eq(incidents.id, incident.id), eq(incidents.version, expectedVersion));
    // What is undefined is left as it is.
    return (
      orm
        .update(incidents)
        .set({ ...row, told: undefined })
        .where(asExpected)
        .run().changes > 0
    );
  };

  const leased = (id: string, leaseToken: string) =>
    and(eq(incidents.id, id), eq(incidents.leaseToken, leaseToken));

  return {
    apply: (changes) =>
      connection.write(() => new Set(changes.filter(store).map(({ incident }) => incident.id))),

    open: () =>
      connection.read(() =>
        orm
          .select()
          .from(incidents)
          .where(isOpen)
          .orderBy(asc(incidents.openedAt), asc(incidents.id))
          .all()
          .map(incidentCodec.fromRow),
      ),

    list: ({ level, open }, page) =>
      connection.read(() => {
        checkPage(page);
        const rows = orm
          .select()
          .from(incidents)
          .where(
            and(
              levelCondition(incidents.level, level),
              open === undefined ? undefined : open ? isOpen : isNotNull(incidents.resolvedAt),
              page.cursor === undefined ? undefined : lt(incidents.id, page.cursor),
            ),
          )
          .orderBy(desc(incidents.id))
          .limit(page.limit + 1)
          .all();
        return pageOf(rows.map(incidentCodec.fromRow), page.limit, (last) => last.id);
      }),

    takeUntold: async ({ leaseToken, leaseUntil, ...request }) => {
      const levels = request.outlets.map(({ level }) => levelKey(level));
      const untold = () => {
        const free = orm
          .select()
          .from(incidents)
          .where(
            and(
              inArray(incidents.level, levels),
              or(isOpen, isNull(incidents.toldVersion), lt(incidents.toldVersion, incidents.version)),
              or(isNull(incidents.leaseUntil), lte(incidents.leaseUntil, request.now)),
            ),
          )
          .all()
          .map(incidentCodec.fromRow);
        return onePerLevel(free.filter((incident) => isUntold(incident, request)));
      };
      // Asked every second: most of the time there is nothing, and nothing is to be written then.
      if ((await connection.read(untold)).length === 0) return [];
      return connection.write(() => {
        const taken = untold();
        const ids = taken.map(({ id }) => id);
        orm.update(incidents).set({ leaseToken, leaseUntil }).where(inArray(incidents.id, ids)).run();
        return taken;
      });
    },

    told: (id, leaseToken, told) =>
      connection.write(() => {
        const values = {
          told: toldColumn.encode(told),
          toldVersion: told.version,
          leaseToken: null,
          leaseUntil: null,
        };
        return orm.update(incidents).set(values).where(leased(id, leaseToken)).run().changes > 0;
      }),

    postpone: (id, leaseToken, until) =>
      connection.write(() => {
        orm
          .update(incidents)
          .set({ leaseToken: null, leaseUntil: until })
          .where(leased(id, leaseToken))
          .run();
      }),

    openCounts: () =>
      connection.read(() =>
        countsByKind(
          orm
            .select({ kind: incidents.kind, count: count() })
            .from(incidents)
            .where(isOpen)
            .groupBy(incidents.kind)
            .all(),
        ),
      ),

    purge: (resolvedBefore) =>
      connection.write(
        () => orm.delete(incidents).where(lt(incidents.resolvedAt, resolvedBefore)).run().changes,
      ),
  };
}
