import { z } from 'zod';
import type { Named } from '../../../events/automation-event.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import { namedThing } from '../event-reading.ts';
import type { JsonObject } from '../json-object.ts';
import { lenient } from '../lenient.ts';

/** What every UiPath report carries around its entities. */
export interface Envelope {
  /** In the catalogue's spelling when it is known there, else as it came. */
  readonly type: string;
  readonly eventId: string | null;
  /** Epoch milliseconds: when it happened, else when it was reported. */
  readonly occurredAt: number | null;
  /** Epoch milliseconds: when it happened; only newer servers say so. The same in every copy per folder. */
  readonly eventTime: number | null;
  readonly tenant: Named | null;
  readonly folder: Named | null;
  /** Who caused it; null: a robot or a trigger did. */
  readonly user: string | null;
  /** The id of the thing it is about; only newer servers say so. */
  readonly entityKey: string | null;
}

const schema = z.object({
  EventId: lenient.line(EVENT_CAPS.senderEventId),
  Timestamp: lenient.moment(),
  EventTime: lenient.moment(),
  TenantId: lenient.line(),
  OrganizationUnitId: lenient.line(),
  OrganizationUnitKey: lenient.line(),
  UserId: lenient.line(),
  UserKey: lenient.line(),
  EntityKey: lenient.line(),
});

/** Names of the fields around the entities; `Name` is the webhook's own. */
export const ENVELOPE_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(schema.shape),
  'Type',
  'Name',
  'EventSourceId',
]);

/** Reads the envelope of a report of the given type. */
export function readEnvelope(type: string, body: JsonObject): Envelope {
  const fields = schema.parse(body);
  return {
    type,
    eventId: fields.EventId,
    occurredAt: fields.EventTime ?? fields.Timestamp,
    eventTime: fields.EventTime,
    tenant: namedThing(fields.TenantId, null),
    folder: namedThing(fields.OrganizationUnitId ?? fields.OrganizationUnitKey, null),
    user: fields.UserId ?? fields.UserKey,
    entityKey: fields.EntityKey,
  };
}
