import { planDeliveries, type PlanContext } from '../alerts/plan-deliveries.ts';
import { firstExpiryOf, priorityOf } from '../delivery/expiry.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { NewId } from '../kernel/ids.ts';
import type { PlannedEvent } from './intake-store.ts';

/** What planning takes besides the events. */
export interface EventPlan {
  readonly context: PlanContext;
  /** Epoch milliseconds: expiry counts from here, and silences are judged by it. */
  readonly now: number;
  /** The id of the first event: the report's. */
  readonly firstId: string;
  readonly newId: NewId;
}

/** The events of one report with the deliveries that they mean, ready to be stored. */
export function planEvents(events: readonly AutomationEvent[], plan: EventPlan): readonly PlannedEvent[] {
  const { context, now, firstId, newId } = plan;
  return events.map((event, place) => ({
    id: place === 0 ? firstId : newId(),
    event,
    deliveries: planDeliveries(event, context, now).map((planned) => ({
      ...planned,
      id: newId(),
      priority: priorityOf(event),
      expiresAt: firstExpiryOf(event, now),
    })),
  }));
}
