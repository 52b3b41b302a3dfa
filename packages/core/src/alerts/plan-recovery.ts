import type { AutomationEvent, Severity } from '../events/automation-event.ts';
import { mailboxKey } from '../kernel/mail-address.ts';
import { viewEvent } from './event-view.ts';
import { expandRecipients } from './expand-recipients.ts';
import { paceDelivery } from './pace-delivery.ts';
import { pickData, recipientOf, type PlanContext } from './plan-deliveries.ts';
import type { PlannedDelivery } from './planned-delivery.ts';

/** Who was told of a trouble that an event ends. */
export interface Told {
  readonly ruleId: string;
  readonly address: string;
  /** The worst that they were told. */
  readonly severity: Severity;
}

/** What somebody gets who was told of the trouble; null: nothing, since their rule wants it so or is gone. */
export type PlanRecovery<Planned = PlannedDelivery> = (told: Told) => Planned | null;

/**
 * Says for an event that ends a trouble what becomes of those who were told of it, by their rules of today: whether or not
 * a rule matches this event. It goes at the pace of what they were told, so that what passed the hours at night is
 * followed at night; a silence mutes it. Null for any other event. Pure. @param now epoch milliseconds
 */
export function planRecovery(event: AutomationEvent, context: PlanContext, now: number): PlanRecovery | null {
  if (event.trouble?.state !== 'over') return null;
  return ({ ruleId, address, severity }) => {
    const rule = context.rules.find(ruleId);
    const key = mailboxKey(address);
    const recipient = (rule === null ? [] : expandRecipients(rule, context.lists)).find(
      (one) => mailboxKey(one.address) === key,
    );
    if (rule === null || recipient === undefined || !rule.recovery) return null;
    return {
      ruleId,
      recipient: recipientOf(recipient, context),
      data: pickData(event, rule.includeData),
      silence: context.silences.covering(viewEvent(event), now),
      pacing: paceDelivery(rule.pace, { severity, at: now, timeZone: context.timeZone }),
    };
  };
}
