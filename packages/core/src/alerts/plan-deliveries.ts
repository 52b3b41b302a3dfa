import type { AutomationEvent } from '../events/automation-event.ts';
import { audienceOf } from '../events/catalogue.ts';
import { languageOfLocale, type Language } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';
import { mailboxKey } from '../kernel/mail-address.ts';
import type { ListMember } from '../lists/recipient-list.ts';
import type { RuleRecipient } from './alert-rule.ts';
import { viewEvent } from './event-view.ts';
import { expandRecipients } from './expand-recipients.ts';
import { paceDelivery } from './pace-delivery.ts';
import type { PlannedDelivery } from './planned-delivery.ts';
import type { RuleIndex } from './rule-index.ts';
import type { SilenceIndex } from './silence-index.ts';

/** What decides who gets mail, besides the event. */
export interface PlanContext {
  /** The level of the source that the event came by. */
  readonly level: Level;
  /** The enabled rules of that level. */
  readonly rules: RuleIndex;
  /** The silences of that level. */
  readonly silences: SilenceIndex;
  /** The members of the lists of that level, by name. */
  readonly lists: ReadonlyMap<string, readonly ListMember[]>;
  /** The organization's; `en` for the host. */
  readonly language: Language;
  /** The organization's IANA zone; `UTC` for the host. */
  readonly timeZone: string;
}

/**
 * Who gets mail about an event: one delivery per mailbox, the first rule that names it winning, with the data that all
 * matching rules asked for on its behalf, at the pace of the first. While a silence covers the event, they are planned as muted. Pure.
 *
 * An event for a person (`account.password-recovery`) goes to the address in it and passes no rule; and only when it
 * came by a source of the host, for the mail goes over the host's relay in the platform's name, and an organization's
 * sender must not have that address whomever it likes. No silence mutes it: somebody is waiting for it.
 *
 * @param now epoch milliseconds, by which silences are judged, and from which digests and hours count.
 */
export function planDeliveries(
  event: AutomationEvent,
  context: PlanContext,
  now: number,
): readonly PlannedDelivery[] {
  if (audienceOf(event.type) === 'addressee') return planForAddressee(event, context);
  const planned = new Map<string, PlannedDelivery>();
  const view = viewEvent(event);
  const wanting = context.rules.matching(view);
  const silence = wanting.length === 0 ? null : context.silences.covering(view, now);
  for (const rule of wanting) {
    const data = pickData(event, rule.includeData);
    const pacing = paceDelivery(rule.pace, { severity: event.severity, at: now, timeZone: context.timeZone });
    for (const recipient of expandRecipients(rule, context.lists)) {
      const key = mailboxKey(recipient.address);
      const before = planned.get(key);
      planned.set(
        key,
        before === undefined
          ? {
              ruleId: rule.id,
              recipient: recipientOf(recipient, context),
              data,
              silence,
              pacing,
            }
          : { ...before, data: { ...before.data, ...data } },
      );
    }
  }
  return [...planned.values()];
}

function planForAddressee({ addressee }: AutomationEvent, context: PlanContext): readonly PlannedDelivery[] {
  if (addressee === null || context.level.kind !== 'host') return [];
  const language = addressee.locale === null ? null : languageOfLocale(addressee.locale);
  return [
    {
      ruleId: null,
      recipient: {
        address: addressee.address,
        name: addressee.name,
        language: language ?? context.language,
        timeZone: context.timeZone,
      },
      data: {},
      silence: null,
      pacing: null,
    },
  ];
}

/** A rule's recipient with the language and zone that apply. */
export function recipientOf(
  { address, language, timeZone }: RuleRecipient,
  context: Pick<PlanContext, 'language' | 'timeZone'>,
): PlannedDelivery['recipient'] {
  return {
    address,
    name: null,
    language: language ?? context.language,
    timeZone: timeZone ?? context.timeZone,
  };
}

/** The event's data that a rule asks for, by name. */
export function pickData(
  { data }: AutomationEvent,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  const picked: Record<string, string> = {};
  for (const key of keys) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}
