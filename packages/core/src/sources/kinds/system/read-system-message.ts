import { parseTimestamp } from '../../../events/parse-timestamp.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { nameJsonType } from '../name-json-type.ts';
import { readType } from '../read-type.ts';
import type { SystemMessage } from './system-message.ts';

/** A message, or what keeps a JSON value from being one. */
export type MessageReading =
  | { readonly ok: true; readonly message: SystemMessage }
  | { readonly ok: false; readonly explanation: string };

/**
 * Reads `{type, timestamp?, data?}`. UiPath's own form of an alert, `{processAlert: {…}}`, has no type and needs none.
 */
export function readSystemMessage(body: unknown): MessageReading {
  if (!isJsonObject(body)) {
    const explanation = `The body must be an object such as {"type": "robot.alert", "data": {…}}; it is ${nameJsonType(body)}.`;
    return { ok: false, explanation };
  }
  const ownType = typeOf(body);
  const type = readType(ownType);
  if (type === null) {
    const explanation = `"type" must be the event's type, such as "robot.alert"; it is ${nameJsonType(ownType)}.`;
    return { ok: false, explanation };
  }
  const timestamp = own(body, 'timestamp');
  return {
    ok: true,
    message: {
      type,
      timestamp: typeof timestamp === 'string' ? parseTimestamp(timestamp) : null,
      data: dataOf(body),
    },
  };
}

function typeOf(body: JsonObject): unknown {
  const type = own(body, 'type');
  return type === undefined && isJsonObject(own(body, 'processAlert')) ? 'process.alert' : type;
}

function dataOf(body: JsonObject): JsonObject {
  const data = own(body, 'data');
  if (isJsonObject(data)) return data;
  const alert = own(body, 'processAlert');
  if (isJsonObject(alert)) return alert;
  if (data === undefined || data === null) return {};
  return { message: typeof data === 'string' ? data : JSON.stringify(data) };
}

function own(body: JsonObject, name: string): unknown {
  return Object.hasOwn(body, name) ? body[name] : undefined;
}
