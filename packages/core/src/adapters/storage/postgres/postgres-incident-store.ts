import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, or } from './drizzle.ts';
import type { IncidentChange, IncidentStore } from '../../../incidents/incident-store.ts';
import { isUntold } from '../../../incidents/is-untold.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { levelKey } from '../../../kernel/level.ts';
import { checkPage } from '../records/check-page.ts';
import { countsByKind } from '../records/counts-by-kind.ts';
import { incidentCodec, toldColumn } from '../records/incident-codec.ts';
import { onePerLevel } from '../records/one-per-level.ts';
import { pageOf } from '../records/page-of.ts';
import { leaseTime, type LeaseClock } from './lease-time.ts';
import { levelCondition } from './level-condition.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { incidents } from './schema.ts';
import type { Session } from './session.ts';

const isOpen = isNull(incidents.resolvedAt);

/** Incidents in PostgreSQL. */
export function postgresIncidentStore(
  connection: PostgresConnection,
  { clock, leaseClock }: { readonly clock: Clock; readonly leaseClock: LeaseClock },
): IncidentStore {
  const store = async ({ orm }: Session, { incident, expectedVersion }: IncidentChange): Promise<boolean> => {
    const row = { ...incidentCodec.toRow(incident), kind: incident.facts.kind };
    if (expectedVersion === 0) {
      // The unique keys say whether it is new: no look-up before, and no race between processes.
      const inserted = await orm
        .insert(incidents)
        .values({ ...row, told: null })
        .onConflictDoNothing();
      return inserted.rowCount !== 0;
    }
    const asExpected = and(eq(incidents.id, incident.id), eq(incidents.version, expectedVersion));
    // What is undefined is left as it is.
    const updated = await orm
      .update(incidents)
      .set({ ...row, told: undefined })
      .where(asExpected);
    return updated.rowCount !== 0;
  };

  const leased = (id: string, leaseToken: string) =>
    and(eq(incidents.id, id), eq(incidents.leaseToken, leaseToken));

  return {
    apply: (changes) =>
      connection.write(async (session) => {
        const stored = new Set<string>();
        for (const change of changes) if (await store(session, change)) stored.add(change.incident.id);
        return stored;
      }),

    open: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm
          .select()
          .from(incidents)
          .where(isOpen)
          .orderBy(asc(incidents.openedAt), asc(incidents.id));
        return rows.map(incidentCodec.fromRow);
      }),

    list: ({ level, open }, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const rows = await orm
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
          .limit(page.limit + 1);
        return pageOf(rows.map(incidentCodec.fromRow), page.limit, (last) => last.id);
      }),

    takeUntold: async ({ leaseToken, leaseUntil, ...request }) => {
      const levels = request.outlets.map(({ level }) => levelKey(level));
      const candidates = ({ orm }: Session) =>
        orm
          .select()
          .from(incidents)
          .where(
            and(
              inArray(incidents.level, levels),
              or(isOpen, isNull(incidents.toldVersion), lt(incidents.toldVersion, incidents.version)),
              or(
                isNull(incidents.leaseUntil),
                lte(incidents.leaseUntil, leaseTime(leaseClock, request.now, request.now)),
              ),
            ),
          );
      const untold = (rows: readonly Parameters<typeof incidentCodec.fromRow>[0][]) =>
        onePerLevel(rows.map(incidentCodec.fromRow).filter((incident) => isUntold(incident, request)));
      // Asked every second: most of the time there is nothing, and nothing is to be locked then.
      if (untold(await connection.ask(candidates)).length === 0) return [];
      return connection.write(async (session) => {
        // In one order, so that two that take at once wait for each other instead of both failing; the second finds leases.
        const rows = await candidates(session).orderBy(asc(incidents.id)).for('update');
        const taken = untold(rows);
        const ids = taken.map(({ id }) => id);
        const end = leaseTime(leaseClock, request.now, leaseUntil);
        await session.orm
          .update(incidents)
          .set({ leaseToken, leaseUntil: end })
          .where(inArray(incidents.id, ids));
        return taken;
      });
    },

    told: (id, leaseToken, told) =>
      connection.write(async ({ orm }) => {
        const values = {
          told: toldColumn.encode(told),
          toldVersion: told.version,
          leaseToken: null,
          leaseUntil: null,
        };
        const { rowCount } = await orm.update(incidents).set(values).where(leased(id, leaseToken));
        return rowCount !== 0;
      }),

    postpone: (id, leaseToken, until) =>
      connection.write(async ({ orm }) => {
        await orm
          .update(incidents)
          .set({ leaseToken: null, leaseUntil: leaseTime(leaseClock, clock.now(), until) })
          .where(leased(id, leaseToken));
      }),

    openCounts: () =>
      connection.ask(async ({ orm }) =>
        countsByKind(
          await orm
            .select({ kind: incidents.kind, count: count() })
            .from(incidents)
            .where(isOpen)
            .groupBy(incidents.kind),
        ),
      ),

    purge: (resolvedBefore) =>
      connection.write(async ({ orm }) => {
        const { rowCount } = await orm.delete(incidents).where(lt(incidents.resolvedAt, resolvedBefore));
        return rowCount ?? 0;
      }),
  };
}
