import type { JsonObject } from '../json-object.ts';

/** A notification in the convention of Standard Webhooks: `type`, `timestamp`, `data`. */
export interface SystemMessage {
  /** In the catalogue's spelling when it is known there, else as it came. */
  readonly type: string;
  /** Epoch milliseconds; null when the sender gave no readable time. */
  readonly timestamp: number | null;
  /** Empty when there is none. */
  readonly data: JsonObject;
}
