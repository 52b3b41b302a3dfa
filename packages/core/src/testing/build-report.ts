import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import type { PlannedEvent, QueuedDelivery, Report } from '../intake/intake-store.ts';
import { DAY } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { buildEvent } from './build-event.ts';
import { buildSource } from './build-source.ts';
import { FAKE_START } from './fake-clock.ts';

/** A report of {@link buildSource}'s source with one event and one delivery, changed by what the test cares about. */
export function buildReport(newId: NewId, overrides: Partial<Report> = {}): Report {
  const id = overrides.id ?? newId();
  const source = buildSource();
  return {
    sourceId: source.id,
    level: source.level,
    secretId: source.secrets[0]?.id ?? '',
    dedupeKey: `report-${id}`,
    receivedAt: FAKE_START,
    content: { kind: 'events', events: [buildPlannedEvent(newId, { id })] },
    ...overrides,
    id,
  };
}

/** A faulted job with one delivery, changed by what the test cares about. */
export function buildPlannedEvent(newId: NewId, overrides: Partial<PlannedEvent> = {}): PlannedEvent {
  return {
    id: overrides.id ?? newId(),
    event: buildEvent(),
    deliveries: [buildPlannedDelivery(newId)],
    planRecovery: null,
    ...overrides,
  };
}

/** A delivery to ops@acme.example of normal priority, changed by what the test cares about. */
export function buildPlannedDelivery(
  newId: NewId,
  overrides: Partial<Omit<QueuedDelivery, 'recipient'>> & {
    readonly recipient?: Partial<PlannedDelivery['recipient']>;
  } = {},
): QueuedDelivery {
  const { recipient, ...rest } = overrides;
  return {
    id: rest.id ?? newId(),
    ruleId: null,
    priority: 1,
    expiresAt: FAKE_START + 2 * DAY,
    data: {},
    silence: null,
    pacing: null,
    ...rest,
    recipient: { address: 'ops@acme.example', name: null, language: 'en', timeZone: 'UTC', ...recipient },
  };
}
