import type { Level } from '../kernel/level.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { AutomationEvent } from './automation-event.ts';

/** An event as it is kept. */
export interface StoredEvent {
  readonly id: string;
  /** The level of the source that it came by. */
  readonly level: Level;
  readonly event: AutomationEvent;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** Which events to list. */
export interface EventFilter {
  readonly level?: Level;
  /** To the letter; or the beginning of it, with `*` behind: `job.*`. */
  readonly type?: string;
  /** Epoch milliseconds of its arrival, inclusive. */
  readonly since?: number;
  /** Epoch milliseconds, exclusive. */
  readonly until?: number;
}

/** Events as stored, for reading; intake writes them. */
export interface EventStore {
  /** Newest first. */
  list(filter: EventFilter, page: PageRequest): Promise<Page<StoredEvent>>;
  find(id: string): Promise<StoredEvent | null>;
}
