import { cleanBlock } from '../../events/clean-block.ts';
import { cleanLine } from '../../events/clean-line.ts';
import { EVENT_CAPS } from '../../events/event-caps.ts';
import type { JsonObject } from './json-object.ts';

/** May hold personal data, be it as an object or as the JSON text of one: only rules that ask for a key show it. */
const PRIVATE: ReadonlySet<string> = new Set([
  'InputArguments',
  'OutputArguments',
  'SpecificContent',
  'Output',
  'OutputData',
]);

/**
 * The plain values of an object that Postern knows nothing about, one `Name: value` a line, so that the mail can say what
 * the sender said. Objects and lists within are left to `data`. Null when there is no plain value.
 */
export function describeFields(fields: JsonObject, except: ReadonlySet<string>): string | null {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    const text = except.has(name) || PRIVATE.has(name) ? null : plainText(value);
    return text === null ? [] : [`${cleanLine(name, EVENT_CAPS.dataKey)}: ${text}`];
  });
  return lines.length === 0
    ? null
    : cleanBlock(lines.slice(0, EVENT_CAPS.facts).join('\n'), EVENT_CAPS.detailBytes);
}

function plainText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const line = cleanLine(value, EVENT_CAPS.fact);
  return line === '' ? null : line;
}
