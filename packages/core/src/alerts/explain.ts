import type { AutomationEvent } from '../events/automation-event.ts';
import { audienceOf } from '../events/catalogue.ts';
import type { AlertRule } from './alert-rule.ts';
import { viewEvent } from './event-view.ts';
import { expandRecipients, type ExpandedRecipient } from './expand-recipients.ts';
import { compileRule } from './match-rule.ts';
import type { Mismatch } from './mismatch.ts';
import { planDeliveries, type PlanContext } from './plan-deliveries.ts';
import type { PlannedDelivery } from './planned-delivery.ts';
import { indexRules } from './rule-index.ts';
import { indexSilences } from './silence-index.ts';
import type { Silence } from './silence.ts';

/** What one rule makes of an event. */
export interface RuleExplanation {
  readonly rule: AlertRule;
  /** Null: it wants the event; else the first thing that does not fit. */
  readonly mismatch: Mismatch | null;
  /** Whom it would mail, members of lists with the list that brought them. */
  readonly recipients: readonly ExpandedRecipient[];
}

/** Why an event gives the mail it gives, or none. */
export interface EventExplanation {
  /** Every rule of the level, paused ones too, in their order. */
  readonly rules: readonly RuleExplanation[];
  /**
   * What becomes of the address in the event: `none` there, or no event for a person; `mailed`; or `not-from-host`: it
   * came by an organization's source, which may not choose whom the host's relay mails.
   */
  readonly addressee: 'none' | 'mailed' | 'not-from-host';
  /** What mutes the event, whether a rule wants it or not; null: nothing does. */
  readonly silence: Silence | null;
  readonly deliveries: readonly PlannedDelivery[];
}

/** What explaining takes: the context of planning, before it is arranged for speed. */
export type ExplainContext = Omit<PlanContext, 'rules' | 'silences'> & {
  readonly rules: readonly AlertRule[];
  readonly silences: readonly Silence[];
};

/** Says for one event what each rule makes of it and who gets mail. Pure. @param now epoch milliseconds, for silences */
export function explainEvent(event: AutomationEvent, context: ExplainContext, now: number): EventExplanation {
  const view = viewEvent(event);
  const silences = indexSilences(context.silences);
  return {
    rules: context.rules.map((rule) => ({
      rule,
      mismatch: compileRule(rule).mismatch(view),
      recipients: expandRecipients(rule, context.lists),
    })),
    addressee: explainAddressee(event, context.level.kind),
    silence: silences.covering(view, now),
    deliveries: planDeliveries(event, { ...context, rules: indexRules(context.rules), silences }, now),
  };
}

function explainAddressee(
  event: AutomationEvent,
  level: 'host' | 'organization',
): EventExplanation['addressee'] {
  if (event.addressee === null || audienceOf(event.type) !== 'addressee') return 'none';
  return level === 'host' ? 'mailed' : 'not-from-host';
}
