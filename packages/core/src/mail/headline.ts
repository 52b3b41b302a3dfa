import { capLine } from './cap-text.ts';
import { cleanLine } from './clean-text.ts';

/** The first line of a text that says anything; null when none does. At most `max` characters. */
export function firstLine(text: string | null, max: number): string | null {
  if (text === null) return null;
  // What is beyond the first 4,000 characters of blank lines is nobody's first line.
  const line =
    text
      .slice(0, 4_000)
      .trimStart()
      .split(/[\r\n\u0085\u2028\u2029]/, 1)[0] ?? '';
  const cleaned = cleanLine(line);
  return cleaned === '' ? null : capLine(cleaned, max);
}

/** What went wrong in a few words, for a subject line: the first line of an exception without its class name and without its data. */
export function headlineOf(detail: string | null): string | null {
  const line = firstLine(detail, 400);
  if (line === null) return null;
  const message = line.replace(EXCEPTION_NAME, '');
  const short =
    message.length > LONG ? (/^(.{12,}?)(?::(?=\s)|[.!?](?=\s))/u.exec(message)?.[1] ?? message) : message;
  return capLine(short.replace(/(?<![\s.:;,])[\s.:;,]+$/u, ''), 80) || null;
}

/** `System.Net.WebException: The remote …`: the class is among the facts or in the detail; the message is what people read. */
const EXCEPTION_NAME = /^(?:[\w`+]+\.)*\w*(?:Exception|Error)\s*:\s+(?=\S)/;

/** Below this a line is a headline as it is. */
const LONG = 50;
