import { findEventType } from '../../../events/catalogue.ts';
import { cleanLine } from '../../../events/clean-line.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import type { ParsedReport } from '../../source-kind.ts';
import { dedupeKeyOfBody, dedupeKeyOfId, reportIdOf } from '../dedupe-key.ts';
import { completeEvent } from '../event-reading.ts';
import { readJson } from '../read-json.ts';
import { isJsonObject } from '../json-object.ts';
import { readOther } from './other.ts';
import { readSystemMessage } from './read-system-message.ts';
import { SYSTEM_READERS } from './readers.ts';
import type { SystemMessage } from './system-message.ts';
import type { SystemReading } from './system-reader.ts';

/** A request of a kind of source that follows the convention of Standard Webhooks. */
export interface SystemRequest {
  readonly body: Uint8Array;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** The id of the report, given the `id` in its body if there is one; null: the bytes of the body are its name. */
  readonly reportId: (bodyId: string | null) => string | null;
}

/** Turns a body with `type`, `timestamp` and `data` into one event, or says what keeps it from being one. */
export function parseSystemMessage({ body, receivedAt, reportId }: SystemRequest): ParsedReport {
  const json = readJson(body);
  const id = reportId(json.ok ? bodyId(json.value) : null);
  const dedupeKey = id === null ? dedupeKeyOfBody(body) : dedupeKeyOfId(id);
  if (!json.ok) return { kind: 'quarantine', dedupeKey, reason: json.reason, explanation: json.explanation };
  const held = (explanation: string): ParsedReport => {
    return { kind: 'quarantine', dedupeKey, reason: 'wrong-shape', explanation };
  };
  const shape = readSystemMessage(json.value);
  if (!shape.ok) return held(shape.explanation);
  const outcome = readByType(shape.message);
  if (!outcome.ok) return held(outcome.explanation);
  const { type, timestamp } = shape.message;
  const event = completeEvent(
    {
      type,
      severity: findEventType(type)?.severity ?? 'info',
      occurredAt: timestamp ?? receivedAt,
      senderEventId: id === null ? null : cleanLine(id, EVENT_CAPS.senderEventId),
    },
    outcome.reading,
  );
  return { kind: 'events', dedupeKey, events: [event] };
}

function readByType(message: SystemMessage): SystemReading {
  const reader = SYSTEM_READERS.find(({ types }) => types.includes(message.type));
  return reader === undefined ? { ok: true, reading: readOther(message) } : reader.read(message);
}

function bodyId(body: unknown): string | null {
  return reportIdOf(isJsonObject(body) && Object.hasOwn(body, 'id') ? body['id'] : null);
}
