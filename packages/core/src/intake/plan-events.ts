import { planDeliveries, type PlanContext } from '../alerts/plan-deliveries.ts';
import { planRecovery } from '../alerts/plan-recovery.ts';
import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import { firstExpiryOf, priorityOf } from '../delivery/expiry.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { NewId } from '../kernel/ids.ts';
import type { PlannedEvent, QueuedDelivery } from './intake-store.ts';

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
  return events.map((event, place) => {
    const queued = (planned: PlannedDelivery): QueuedDelivery => ({
      ...planned,
      id: newId(),
      priority: priorityOf(event),
      expiresAt: firstExpiryOf(event, now),
    });
    const recovery = planRecovery(event, context, now);
    return {
      id: place === 0 ? firstId : newId(),
      event,
      deliveries: planDeliveries(event, context, now).map(queued),
      planRecovery:
        recovery === null
          ? null
          : (told) => {
              const planned = recovery(told);
              return planned === null ? null : queued(planned);
            },
    };
  });
}
