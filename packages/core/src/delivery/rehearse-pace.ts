import { paceDelivery } from '../alerts/pace-delivery.ts';
import type { RulePace } from '../alerts/rule-pace.ts';
import type { StormCount } from '../alerts/storm-count.ts';
import { FOLDING_WINDOW } from '../events/automation-event.ts';
import type { StoredEvent } from '../events/event-store.ts';
import { joiningOf } from './joining-of.ts';
import { mailTimingOf, NOTHING_GATHERS, type MailTiming } from './mail-timing.ts';

/** What a rule's pace makes of events, for one recipient. */
export interface PaceRehearsal {
  /** At the places of the events; null: it folds into an earlier copy of the same happening. */
  readonly timings: readonly (MailTiming | null)[];
  /** How many mails it is in all. */
  readonly mails: number;
}

/**
 * Lets events come as they came, under a pace, as if the rule had been there before the first of them and no silence had.
 * Pure.
 * @param events oldest first
 * @param timeZone IANA name: the level's
 */
export function rehearsePace(
  pace: RulePace,
  events: readonly Pick<StoredEvent, 'event' | 'receivedAt'>[],
  timeZone: string,
): PaceRehearsal {
  const open = new Map<string, number>();
  const told = new Map<string, number>();
  let count: StormCount | null = null;
  let mails = 0;
  const timings = events.map(({ event, receivedAt: at }) => {
    const { foldKey, severity } = event;
    const before = foldKey === null ? undefined : told.get(foldKey);
    if (before !== undefined && at - before < FOLDING_WINDOW) return null;
    if (foldKey !== null) told.set(foldKey, at);
    const pacing = paceDelivery(pace, { severity, at, timeZone });
    const planned = {
      ruleId: '',
      recipient: { address: '', name: null, language: 'en', timeZone },
      silence: null,
      pacing,
    } as const;
    const { gathering } = joiningOf(planned, at, {
      read: () => count,
      write: (_ruleId, _address, next) => (count = next),
    });
    if (gathering === null) {
      mails += 1;
      // That it is alone is known: what was counted tells no storm.
      return mailTimingOf({ ...planned, pacing }, at, NOTHING_GATHERS);
    }
    const waiting = open.get(gathering.key);
    const joins = waiting !== undefined && waiting > at;
    const due = joins ? Math.min(waiting, gathering.until) : gathering.until;
    if (!joins) mails += 1;
    open.set(gathering.key, due);
    return { kind: 'gathers', as: gathering.kind, at: due } as const;
  });
  return { timings, mails };
}
