import type { AutomationEvent } from '../../../events/automation-event.ts';
import { findEventType } from '../../../events/catalogue.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import type { ParsedReport, WebhookRequest } from '../../source-kind.ts';
import { dedupeKeyOfBody, dedupeKeyOfId, reportIdOf } from '../dedupe-key.ts';
import { completeEvent, type EventReading } from '../event-reading.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { nameJsonType } from '../name-json-type.ts';
import { readJson } from '../read-json.ts';
import { readType } from '../read-type.ts';
import { entitiesOf } from './entities.ts';
import { readEnvelope, type Envelope } from './envelope.ts';
import { UIPATH_FAMILIES } from './families.ts';
import { readUnknown } from './unknown.ts';

/** Turns a verified UiPath request into events, one per entity that it names. `receivedAt` in epoch milliseconds. */
export function parseUipath(request: WebhookRequest, receivedAt: number): ParsedReport {
  const reading = readJson(request.body);
  if (!reading.ok) {
    const { reason, explanation } = reading;
    return { kind: 'quarantine', dedupeKey: dedupeKeyOfBody(request.body), reason, explanation };
  }
  const dedupeKey = dedupeKeyOf(reading.value, request.body);
  const shape = readShape(reading.value);
  if (!shape.ok)
    return { kind: 'quarantine', dedupeKey, reason: 'wrong-shape', explanation: shape.explanation };
  const { body } = shape;
  const envelope = readEnvelope(shape.type, body);
  const family = UIPATH_FAMILIES.find((one) => one.covers(envelope.type.toLowerCase()));
  const entities = family === undefined ? [] : entitiesOf(body, family.entities);
  if (entities.length > EVENT_CAPS.eventsPerReport) {
    const explanation = `The report names ${entities.length} things; Postern takes up to ${EVENT_CAPS.eventsPerReport} in one.`;
    return { kind: 'quarantine', dedupeKey, reason: 'too-many-events', explanation };
  }
  const readings =
    family === undefined || entities.length === 0
      ? [readUnknown(body, envelope)]
      : entities.map((entity) => family.read(entity, { envelope, body }));
  return { kind: 'events', dedupeKey, events: readings.map((one) => toEvent(one, envelope, receivedAt)) };
}

type Shape =
  | { readonly ok: true; readonly body: JsonObject; readonly type: string }
  | { readonly ok: false; readonly explanation: string };

/** The little that a JSON value must have to be a UiPath report. */
function readShape(body: unknown): Shape {
  if (!isJsonObject(body)) {
    const explanation = `The body must be an object such as {"Type": "job.faulted", …}; it is ${nameJsonType(body)}.`;
    return { ok: false, explanation };
  }
  const ownType = Object.hasOwn(body, 'Type') ? body['Type'] : undefined;
  const type = readType(ownType);
  if (type !== null) return { ok: true, body, type };
  const explanation = `"Type" must be the event's type, such as "job.faulted"; it is ${nameJsonType(ownType)}.`;
  return { ok: false, explanation };
}

function dedupeKeyOf(body: unknown, bytes: Uint8Array): string {
  const id = reportIdOf(isJsonObject(body) && Object.hasOwn(body, 'EventId') ? body['EventId'] : null);
  return id === null ? dedupeKeyOfBody(bytes) : dedupeKeyOfId(id);
}

function toEvent(reading: EventReading, envelope: Envelope, receivedAt: number): AutomationEvent {
  const { type, tenant, folder, eventId } = envelope;
  return completeEvent(
    {
      type,
      severity: findEventType(type)?.severity ?? 'info',
      occurredAt: envelope.occurredAt ?? receivedAt,
      senderEventId: eventId,
      tenant,
      folder,
    },
    reading,
  );
}
