import { asc, eq } from './drizzle.ts';
import type { SilenceStore } from '../../../alerts/silence-store.ts';
import { silenceCodec } from '../records/silence-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { silences } from './schema.ts';
import type { Session } from './session.ts';

/** Silences in PostgreSQL. */
export function postgresSilenceStore(connection: PostgresConnection): SilenceStore {
  const rowOf = async ({ orm }: Session, id: string) => {
    const [row] = await orm.select().from(silences).where(eq(silences.id, id));
    return row;
  };
  return {
    add: (silence, audit) =>
      connection.change(async (session) => {
        await session.orm.insert(silences).values(silenceCodec.toRow(silence));
        await configurationChanges(session, [audit]);
      }),

    end: ({ id, at, audit }) =>
      connection.change(async (session) => {
        const row = await rowOf(session, id);
        if (row === undefined) return 'not-found';
        if (row.endsAt <= at) return 'over';
        await session.orm.update(silences).set({ endsAt: at }).where(eq(silences.id, id));
        await configurationChanges(session, [audit]);
        return 'ended';
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(silences).orderBy(asc(silences.createdAt), asc(silences.id));
        return rows.map(silenceCodec.fromRow);
      }),

    find: (id) =>
      connection.ask(async (session) => {
        const row = await rowOf(session, id);
        return row === undefined ? null : silenceCodec.fromRow(row);
      }),
  };
}
