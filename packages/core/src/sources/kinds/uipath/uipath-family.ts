import type { EventReading } from '../event-reading.ts';
import type { JsonObject } from '../json-object.ts';
import type { Envelope } from './envelope.ts';

/** A report around one of its entities. */
export interface EntityContext {
  readonly envelope: Envelope;
  readonly body: JsonObject;
}

/** Types that are about the same sort of entity. One file each, one line in the list of families. */
export interface UipathFamily {
  /** Whether it reads this type (in lower case), be it known or new. */
  covers(type: string): boolean;
  /** Where the entities are: each holds one, or a list. */
  readonly entities: readonly string[];
  /** What one entity says. */
  read(entity: JsonObject, context: EntityContext): EventReading;
}
