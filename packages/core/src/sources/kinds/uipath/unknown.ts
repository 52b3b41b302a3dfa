import { z } from 'zod';
import { cleanBlock } from '../../../events/clean-block.ts';
import { EVENT_CAPS } from '../../../events/event-caps.ts';
import { describeFields } from '../describe-fields.ts';
import type { EventReading } from '../event-reading.ts';
import { listFacts, textFact } from '../facts.ts';
import { flattenData } from '../flatten-data.ts';
import { momentPart } from '../fold-key.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { lenient } from '../lenient.ts';
import { parseSeverity } from '../parse-severity.ts';
import { ENVELOPE_FIELDS, type Envelope } from './envelope.ts';

const namesSchema = z.object({
  Severity: lenient.line(),
  severity: lenient.line(),
  Message: lenient.block(),
  message: lenient.block(),
  Title: lenient.line(),
  title: lenient.line(),
});

/**
 * What can honestly be said of a report that no family reads, or that names no entity: its plain values in words, all of
 * it by name for rules that ask, and nothing that is guessed.
 */
export function readUnknown(body: JsonObject, envelope: Envelope): EventReading {
  // `custom` events carry what somebody chose to say in `EventData`; it is read as if it stood at the top.
  const { EventData: eventData, ...own } = body;
  const said: JsonObject = isJsonObject(eventData) ? { ...own, ...eventData } : body;
  const names = namesSchema.parse(said);
  const severity = parseSeverity(names.Severity ?? names.severity);
  const message = names.Message ?? names.message;
  const rest = describeFields(said, NOT_WORTH_SAYING);
  const { entityKey, eventTime } = envelope;
  return {
    ...(severity === null ? {} : { severity }),
    subject: names.Title ?? names.title,
    facts: listFacts(textFact('user', envelope.user)),
    detail: message === null || rest === null ? (message ?? rest) : joined(message, rest),
    data: flattenData(withoutEnvelope(body)),
    sameWhen: entityKey === null || eventTime === null ? null : [entityKey, momentPart(eventTime)],
  };
}

/** The envelope, which the event already holds, and what is shown in its own place. */
const NOT_WORTH_SAYING: ReadonlySet<string> = new Set([...ENVELOPE_FIELDS, 'Message', 'message']);

function joined(message: string, rest: string): string {
  return cleanBlock(`${message}\n\n${rest}`, EVENT_CAPS.detailBytes);
}

function withoutEnvelope(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ENVELOPE_FIELDS.has(name)));
}
