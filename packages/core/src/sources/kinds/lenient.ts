import { z } from 'zod';
import { cleanBlock } from '../../events/clean-block.ts';
import { cleanLine } from '../../events/clean-line.ts';
import { EVENT_CAPS } from '../../events/event-caps.ts';
import { parseTimestamp } from '../../events/parse-timestamp.ts';
import { isJsonObject } from './json-object.ts';

/**
 * Schemas for fields that a sender may leave out, send as null or send in another shape: none of them ever fails. What
 * cannot be used is null, so one odd field never costs the mail about the rest. Texts come cleaned and capped.
 */
export const lenient = {
  /** One line: a text, or a number or switch as its text. */
  line: (max: number = EVENT_CAPS.name) => field((value) => toLine(value, max)),
  /** Text of many lines. */
  block: () => field(toBlock),
  /** Epoch milliseconds of an ISO 8601 text. */
  moment: () => field((value) => (typeof value === 'string' ? parseTimestamp(value) : null)),
  /** A finite number, also when it came as text. */
  number: () => field(toNumber),
  /** True only for `true`, also when it came as text. */
  flag: () => field((value) => value === true || value === 'true' || value === 'True'),
  /** As it came, for what is passed on to somebody who looks himself. */
  anything: () => field((value) => value ?? null),
  /** An object within, all of whose fields are lenient; null when it is none. */
  object: <S extends z.ZodObject>(schema: S) =>
    field((value) => (isJsonObject(value) ? schema.parse(value) : null)),
} as const;

/** `optional` lets the transform see a missing field, too. */
function field<T>(read: (value: unknown) => T) {
  return z.unknown().optional().transform(read);
}

function toLine(value: unknown, max: number): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const line = cleanLine(value, max);
  return line === '' ? null : line;
}

function toBlock(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const block = cleanBlock(value, EVENT_CAPS.detailBytes);
  return block.trim() === '' ? null : block;
}

function toNumber(value: unknown): number | null {
  if (typeof value === 'string' && !/^-?\d{1,15}(?:\.\d{1,15})?$/.test(value)) return null;
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
