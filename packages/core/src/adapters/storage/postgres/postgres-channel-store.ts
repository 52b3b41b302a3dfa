import { and, asc, eq } from './drizzle.ts';
import { isSamePlace, type ChannelPlace } from '../../../channels/channel-binding.ts';
import type { ChannelStore } from '../../../channels/channel-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { channelCodec } from '../records/channel-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { channels } from './schema.ts';
import type { Session } from './session.ts';

/** Channel bindings in PostgreSQL. */
export function postgresChannelStore(connection: PostgresConnection): ChannelStore {
  const atPlace = ({ teamId, channelId }: ChannelPlace) =>
    and(eq(channels.teamId, teamId), eq(channels.channelId, channelId));
  const ofLevel = (level: Level) => eq(channels.level, levelKey(level));
  const rowOf = async ({ orm }: Session, condition: ReturnType<typeof atPlace>) => {
    const [row] = await orm.select().from(channels).where(condition);
    return row ?? null;
  };
  const bindingOf = (condition: ReturnType<typeof atPlace>) =>
    connection.ask(async (session) => {
      const row = await rowOf(session, condition);
      return row === null ? null : channelCodec.fromRow(row);
    });

  return {
    bind: ({ binding, replaces }, audit) =>
      connection.change(async (session) => {
        const row = channelCodec.toRow(binding);
        const there = await rowOf(session, atPlace(binding));
        if (there !== null && there.level !== row.level) return 'channel-taken';
        const before = await rowOf(session, ofLevel(binding.level));
        const asExpected =
          before === null || replaces === null
            ? before === null && replaces === null
            : isSamePlace(before, replaces);
        if (!asExpected) return 'changed';
        await session.orm
          .insert(channels)
          .values(row)
          .onConflictDoUpdate({ target: channels.level, set: row });
        await configurationChanges(session, [audit]);
        return 'bound';
      }),

    unbind: (level, place, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm.delete(channels).where(and(ofLevel(level), atPlace(place)));
        if (rowCount === 0) return 'not-bound';
        await configurationChanges(session, [audit]);
        return 'unbound';
      }),

    findByLevel: (level) => bindingOf(ofLevel(level)),

    findByChannel: (place) => bindingOf(atPlace(place)),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(channels).orderBy(asc(channels.boundAt), asc(channels.level));
        return rows.map(channelCodec.fromRow);
      }),
  };
}
