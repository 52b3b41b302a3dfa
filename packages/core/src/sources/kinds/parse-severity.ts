import type { Severity } from '../../events/automation-event.ts';

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['info', 'info'],
  ['information', 'info'],
  ['success', 'success'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
]);

/** The severity that a sender's word means, ignoring case; null when it is none. */
export function parseSeverity(word: string | null): Severity | null {
  return word === null ? null : (WORDS.get(word.toLowerCase()) ?? null);
}
