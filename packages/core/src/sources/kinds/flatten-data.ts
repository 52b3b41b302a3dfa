import { cleanLine } from '../../events/clean-line.ts';
import { EVENT_CAPS } from '../../events/event-caps.ts';
import { isJsonObject } from './json-object.ts';
import { readJsonText } from './read-json.ts';

/**
 * Personal or business data by name, one level deep: `{InputArguments: {amount: 3, lines: [1]}}` gives
 * `InputArguments.amount` = `3` and `InputArguments.lines` = `[1]`. UiPath sends arguments as an object or as the JSON
 * text of one. Nulls, and whatever goes beyond the caps, are left out.
 */
export function flattenData(groups: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [group, content] of Object.entries(groups)) {
    const value = typeof content === 'string' ? parseObject(content) : content;
    const members = isJsonObject(value) ? Object.entries(value) : [['', value] as const];
    for (const [name, member] of members) {
      if (entries.length === EVENT_CAPS.dataKeys) break;
      const key = cleanLine(name === '' ? group : `${group}.${name}`, EVENT_CAPS.dataKey);
      const text = textOf(member);
      // As a key of a plain object it would be a prototype, not a value.
      if (text !== null && key !== '' && key !== '__proto__') entries.push([key, text]);
    }
  }
  return Object.fromEntries(entries);
}

function parseObject(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return text;
  const reading = readJsonText(text);
  return reading.ok ? reading.value : text;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return cleanLine(value, EVENT_CAPS.dataValue);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isJsonObject(value) || Array.isArray(value)
    ? cleanLine(JSON.stringify(value), EVENT_CAPS.dataValue)
    : null;
}
