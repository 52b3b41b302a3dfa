import { harmless } from './print.ts';
import type { SavedRule } from '@postern/core';
import type { CommandIo } from './command-io.ts';

/** Says which types no sender is known to report, on standard error: it may be a slip. */
export function warnOfUnknownTypes(io: CommandIo, unknownTypes: SavedRule['unknownTypes']): void {
  for (const { type, nearest } of unknownTypes) {
    const advice = nearest === null ? '' : ` Did you mean ${nearest}?`;
    io.err(`${harmless(`Note: no known sender reports "${type}".${advice}`)}\n`);
  }
}
