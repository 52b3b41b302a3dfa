import type { Delivery } from '../delivery/delivery.ts';
import { DAY } from '../kernel/clock.ts';
import { organizationLevel } from '../kernel/level.ts';
import { buildOrganization } from './build-organization.ts';
import { FAKE_START } from './fake-clock.ts';

/** A queued delivery of a faulted job to ops@acme.example, changed by what the test cares about. */
export function buildDelivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    id: '0000000e-0000-7000-8000-000000000001',
    level: organizationLevel(buildOrganization().id),
    eventId: '0000000f-0000-7000-8000-000000000001',
    eventType: 'job.faulted',
    ruleId: '0000000b-0000-7000-8000-000000000001',
    address: 'ops@acme.example',
    name: null,
    language: 'en',
    timeZone: 'UTC',
    data: {},
    state: 'queued',
    reason: null,
    attempts: 0,
    maybeDuplicate: false,
    priority: 1,
    gathers: null,
    thread: null,
    troubleEvent: null,
    stormUntil: null,
    messageId: null,
    createdAt: FAKE_START,
    dueAt: FAKE_START,
    expiresAt: FAKE_START + 2 * DAY,
    endedAt: null,
    ...overrides,
  };
}
