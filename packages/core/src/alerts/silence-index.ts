import type { EventView } from './event-view.ts';
import { compileMatchers, type CompiledMatchers } from './match-rule.ts';
import { silenceState, type Silence } from './silence.ts';

/** The silences of one level, ready to be asked about many events. */
export interface SilenceIndex {
  /** The silence that mutes the event, the oldest if there are several; null: none does. @param at epoch milliseconds */
  covering(event: EventView, at: number): Silence | null;
}

interface Filed {
  readonly silence: Silence;
  compiled: CompiledMatchers | null;
}

/**
 * Arranges the silences of one level, given oldest first. What is over costs a comparison and is never compiled. An event
 * that is addressed to a person is never muted, nor is a test of the connection unless the silence spells its type out.
 */
export function indexSilences(silences: readonly Silence[]): SilenceIndex {
  const all: readonly Filed[] = silences.map((silence) => ({ silence, compiled: null }));
  return {
    covering(event, at) {
      for (const filed of all) {
        if (silenceState(filed.silence, at) !== 'active') continue;
        filed.compiled ??= compileMatchers(filed.silence.matchers);
        if (filed.compiled(event) === null) return filed.silence;
      }
      return null;
    },
  };
}
