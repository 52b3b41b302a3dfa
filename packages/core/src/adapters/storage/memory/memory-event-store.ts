import type { EventStore, StoredEvent } from '../../../events/event-store.ts';
import { AppError } from '../../../kernel/errors.ts';
import { levelKey, levelOfKey } from '../../../kernel/level.ts';
import { listPage } from './list-page.ts';
import type { KeptEvent, MemoryState } from './memory-state.ts';

/** Events in memory, for reading. */
export function memoryEventStore({ events }: MemoryState): EventStore {
  return {
    async list({ level }, page) {
      const wanted = level === undefined ? null : levelKey(level);
      const found = [...events.values()].filter((kept) => wanted === null || kept.level === wanted);
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
