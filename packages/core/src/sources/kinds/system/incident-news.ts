import { SEVERITIES, type Severity } from '../../../events/automation-event.ts';
import type { TroubleReading } from '../event-reading.ts';
import type { JsonObject } from '../json-object.ts';
import { lenient } from '../lenient.ts';

/** Names under which senders say which incident a message is about, ours first. */
const KEYS = ['incident', 'incidentKey', 'alertKey', 'dedup_key', 'fingerprint'] as const;
/** Names under which they say how it stands. */
const STATES = ['state', 'State', 'status', 'Status', 'event_action'] as const;

const OVER: ReadonlySet<string> = new Set([
  'resolved',
  'resolve',
  'recovered',
  'ok',
  'up',
  'closed',
  'normal',
]);
const ON: ReadonlySet<string> = new Set([
  'firing',
  'alerting',
  'trigger',
  'triggered',
  'open',
  'down',
  'failed',
]);

const line = lenient.line();

/**
 * What a message says of an incident that it names: over when its state says so, on when its state or its severity does
 * (`warn` or worse). Null when it names none, or leaves open how it stands.
 * @param at epoch milliseconds; null: when the message was received
 */
export function incidentNews(
  data: JsonObject,
  { severity, at }: { readonly severity: Severity; readonly at: number | null },
): TroubleReading | null {
  const key = firstLine(data, KEYS);
  if (key === null) return null;
  const state = firstLine(data, STATES)?.toLowerCase() ?? '';
  if (OVER.has(state)) return { about: ['incident', key], state: 'over', at };
  const isBad = SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf('warn');
  return isBad || ON.has(state) ? { about: ['incident', key], state: 'on', at } : null;
}

function firstLine(data: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const text = Object.hasOwn(data, name) ? line.parse(data[name]) : null;
    if (text !== null) return text;
  }
  return null;
}
