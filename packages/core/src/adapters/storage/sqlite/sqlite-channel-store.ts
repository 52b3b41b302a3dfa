import { and, asc, eq } from './drizzle.ts';
import { isSamePlace, type ChannelPlace } from '../../../channels/channel-binding.ts';
import type { ChannelStore } from '../../../channels/channel-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { channelCodec } from '../records/channel-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { channels } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Channel bindings in SQLite. */
export function sqliteChannelStore(connection: SqliteConnection): ChannelStore {
  const { orm } = connection;
  const atPlace = ({ teamId, channelId }: ChannelPlace) =>
    and(eq(channels.teamId, teamId), eq(channels.channelId, channelId));
  const ofLevel = (level: Level) => eq(channels.level, levelKey(level));
  const rowOf = (condition: ReturnType<typeof atPlace>) =>
    orm.select().from(channels).where(condition).get() ?? null;

  return {
    bind: ({ binding, replaces }, audit) =>
      connection.write(() => {
        const row = channelCodec.toRow(binding);
        const there = rowOf(atPlace(binding));
        if (there !== null && there.level !== row.level) return 'channel-taken';
        const before = rowOf(ofLevel(binding.level));
        const asExpected =
          before === null || replaces === null
            ? before === null && replaces === null
            : isSamePlace(before, replaces);
        if (!asExpected) return 'changed';
        orm.insert(channels).values(row).onConflictDoUpdate({ target: channels.level, set: row }).run();
        configurationChanges(connection, [audit]);
        return 'bound';
      }),

    unbind: (level, place, audit) =>
      connection.write(() => {
        const { changes } = orm
          .delete(channels)
          .where(and(ofLevel(level), atPlace(place)))
          .run();
        if (changes === 0) return 'not-bound';
        configurationChanges(connection, [audit]);
        return 'unbound';
      }),

    findByLevel: (level) =>
      connection.read(() => {
        const row = rowOf(ofLevel(level));
        return row === null ? null : channelCodec.fromRow(row);
      }),

    findByChannel: (place) =>
      connection.read(() => {
        const row = rowOf(atPlace(place));
        return row === null ? null : channelCodec.fromRow(row);
      }),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(channels)
          .orderBy(asc(channels.boundAt), asc(channels.level))
          .all()
          .map(channelCodec.fromRow),
      ),
  };
}
