import type { AutomationEvent } from '../events/automation-event.ts';
import type { PlannedEvent } from '../intake/intake-store.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Organization } from '../organizations/organization.ts';
import { CANARY_TYPE, type Canary, type SentCanary } from './canary.ts';
import type { CanaryDispatch } from './canary-store.ts';

/** What a canary that goes out is made of. */
export interface CanaryMoment {
  /** Null: the host. */
  readonly organization: Pick<Organization, 'language' | 'timeZone'> | null;
  /** Epoch milliseconds, all three. */
  readonly now: number;
  readonly nextAt: number;
  readonly inTimeUntil: number;
  readonly newId: NewId;
}

/** The next state of a canary with the mail that goes out. Pure but for the ids. */
export function planCanary(
  { level, address, version }: Canary,
  { organization, now, nextAt, inTimeUntil, newId }: CanaryMoment,
): CanaryDispatch {
  const [eventId, deliveryId] = [newId(), newId()];
  const last: SentCanary = {
    deliveryId,
    sentAt: now,
    inTimeUntil,
    outcome: null,
    reason: null,
    endedAt: null,
  };
  const mail: PlannedEvent = {
    id: eventId,
    event: canaryEvent(now, nextAt),
    planRecovery: null,
    deliveries: [
      {
        id: deliveryId,
        ruleId: null,
        recipient: {
          address,
          name: null,
          language: organization?.language ?? 'en',
          timeZone: organization?.timeZone ?? 'UTC',
        },
        data: {},
        silence: null,
        pacing: null,
        // Never before what people wait for.
        priority: 1,
        expiresAt: inTimeUntil,
      },
    ],
  };
  return { level, expectedVersion: version, nextAt, last, mail };
}

function canaryEvent(now: number, nextAt: number): AutomationEvent {
  return {
    type: CANARY_TYPE,
    severity: 'info',
    occurredAt: now,
    senderEventId: null,
    foldKey: null,
    trouble: null,
    tenant: null,
    folder: null,
    process: null,
    robot: null,
    queue: null,
    machine: null,
    subject: null,
    facts: [{ label: 'due', value: { kind: 'time', at: nextAt } }],
    detail: null,
    link: null,
    addressee: null,
    data: {},
  };
}
