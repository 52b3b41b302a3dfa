import type { Language } from '../kernel/language.ts';
import type { Pacing } from './pace-delivery.ts';
import type { Silence } from './silence.ts';

/** Who is to get mail about an event, and why: the outcome of matching, before it is stored. */
export interface PlannedDelivery {
  /** The first rule that wants it; null when the event names its addressee itself. */
  readonly ruleId: string | null;
  readonly recipient: {
    readonly address: string;
    readonly name: string | null;
    readonly language: Language;
    readonly timeZone: string;
  };
  /** Names and values that the rules asked for, capped. */
  readonly data: Readonly<Record<string, string>>;
  /** What mutes it; null: it is sent. */
  readonly silence: Pick<Silence, 'id' | 'reason' | 'endsAt'> | null;
  /** Null: it goes out at once, whatever else comes. */
  readonly pacing: Pacing | null;
}
