import { createHash } from 'node:crypto';
import { EVENT_CAPS } from '../../events/event-caps.ts';

const SPECIAL = /[%|]/;

/**
 * Makes the key under which two events are the same happening, readable while it is short:
 * `job.faulted|12|b7a90f5e-…|Faulted|2026-11-20T06:14:26.252Z`. Parts that are missing are empty.
 */
export function foldKeyOf(parts: readonly (string | null)[]): string {
  const key = parts.map((part) => (part === null ? '' : escaped(part))).join('|');
  if (key.length <= EVENT_CAPS.foldKey) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

function escaped(part: string): string {
  return SPECIAL.test(part) ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part;
}

/** A moment (epoch milliseconds) as a part of a key. */
export function momentPart(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
