import { terminalSafeJson } from '@postern/core';
import type { CommandIo } from './command-io.ts';

/** Prints one JSON value and nothing else: what `--json` promises. What moves a terminal's cursor is escaped in it. */
export function printJson(io: CommandIo, value: unknown): void {
  io.out(`${escapedJson(value, 2)}\n`);
}

/** JSON in which no letter is a command to a terminal. */
export function escapedJson(value: unknown, indent?: number): string {
  return terminalSafeJson(JSON.stringify(value, null, indent));
}

/** Prints one line, or several: of what is in it, only tabs and line breaks move a terminal's cursor. */
export function printLine(io: CommandIo, text = ''): void {
  io.out(`${harmless(text)}\n`);
}

/** Text from anywhere, made so that it cannot write over what a terminal shows, nor change its order. */
export function harmless(text: string): string {
  return text.replaceAll(COMMANDS_TO_TERMINALS, '�');
}

const COMMANDS_TO_TERMINALS = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** An instant for people: UTC, to the second. */
export function instant(epochMilliseconds: number | null): string {
  if (epochMilliseconds === null) return '–';
  return new Date(epochMilliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
}
