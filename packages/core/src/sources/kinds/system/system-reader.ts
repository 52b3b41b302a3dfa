import type { EventReading } from '../event-reading.ts';
import type { SystemMessage } from './system-message.ts';

/** What a reader makes of a message: an event, or what it lacks for the purpose of its type. */
export type SystemReading =
  | { readonly ok: true; readonly reading: EventReading }
  | { readonly ok: false; readonly explanation: string };

/** Reads one type of notification. One file each, one line in the list of readers. */
export interface SystemReader {
  readonly types: readonly string[];
  read(message: SystemMessage): SystemReading;
}
