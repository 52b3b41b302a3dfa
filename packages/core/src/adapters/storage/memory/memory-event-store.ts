import type { EventStore, StoredEvent } from '../../../events/event-store.ts';
import { AppError } from '../../../kernel/errors.ts';
import { levelKey, levelOfKey } from '../../../kernel/level.ts';
import { listPage } from './list-page.ts';
import type { KeptEvent, MemoryState } from './memory-state.ts';

/** Events in memory, for reading. */
export function memoryEventStore({ events }: MemoryState): EventStore {
  return {
    async list({ level, type, since, until }, page) {
      const wanted = level === undefined ? null : levelKey(level);
      const found = [...events.values()].filter(
        (kept) =>
          (wanted === null || kept.level === wanted) &&
          (type === undefined || isOfType(kept.event.type, type)) &&
          (since === undefined || kept.receivedAt >= since) &&
          (until === undefined || kept.receivedAt < until),
      );
      return listPage(found.map(storedEvent), ({ id }) => id, page);
    },

    async find(id) {
      const kept = events.get(id);
      return kept === undefined ? null : storedEvent(kept);
    },
  };
}

function storedEvent({ id, level: key, event, receivedAt }: KeptEvent): StoredEvent {
  const level = levelOfKey(key);
  if (level === null) throw new AppError('storage-corrupt', 'An event has lost its level.', { detail: id });
  return { id, level, event, receivedAt };
}

function isOfType(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
