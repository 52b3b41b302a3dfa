import type { Pacing } from '../src/alerts/pace-delivery.ts';
import { DELIVERY_STATES } from '../src/delivery/delivery.ts';
import { HOUR } from '../src/kernel/clock.ts';
import { HOST, organizationLevel } from '../src/kernel/level.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildEvent } from '../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../src/testing/build-report.ts';
import { FAKE_START } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useTroubles } from './use-troubles.ts';
import { buildSettlement } from './contracts/storage/build-settlement.ts';

const PACES: readonly (Pacing | null)[] = [
  null,
  { kind: 'gather', as: 'digest', until: FAKE_START + HOUR },
  { kind: 'gather', as: 'hours', until: FAKE_START + HOUR },
  { kind: 'storm', most: 1, within: HOUR },
];

/** Does what runs for every report, delivery, trouble and mail about many, and what lists and forgets them: all that must cost the same however much there is. */
export async function useAll(storage: Storage): Promise<void> {
  const newId = sequentialIds();
  const { intake, outbox, quarantine } = storage;
  const level = organizationLevel('acme');
  const report = buildReport(newId, { level });
  await intake.accept([report, { ...report, id: newId() }], 1);
  const paced = [...PACES, ...PACES].map((pacing) => {
    const delivery = buildPlannedDelivery(newId, { ruleId: 'rule-1', pacing });
    const event = buildPlannedEvent(newId, { event: buildEvent({ foldKey: null }), deliveries: [delivery] });
    const content = { kind: 'events', events: [event] } as const;
    return buildReport(newId, { id: event.id, level, content });
  });
  await intake.accept(paced, 1);
  const earlier = { kind: 'gather', as: 'digest', until: FAKE_START + 1 } as const;
  const early = buildPlannedDelivery(newId, { ruleId: 'rule-1', pacing: earlier });
  const earlyEvent = buildPlannedEvent(newId, { deliveries: [early] });
  const content = { kind: 'events', events: [earlyEvent] } as const;
  await intake.accept([buildReport(newId, { id: earlyEvent.id, level, content })], 1);
  await useTroubles(storage, newId);
  await outbox.gathering(level);
  await outbox.lookAhead([
    { key: 'rule-1 ops@acme.example digest', ruleId: 'rule-1', address: 'ops@acme.example' },
  ]);
  const gathering = (await outbox.list({ level }, { limit: 50 })).items.filter(
    ({ gathers }) => gathers !== null,
  );
  for (const { id } of gathering) {
    await outbox.gathered(id);
    await outbox.members(id, { limit: 10, cursor: newId() });
    await outbox.find(id);
  }
  const claim = {
    now: FAKE_START,
    limit: 2,
    perLevel: 2,
    leaseToken: 'token',
    leaseUntil: FAKE_START,
    except: [],
  };
  const claimed = await outbox.claimDue(claim);
  await outbox.renewLeases(['token'], FAKE_START + 1);
  await outbox.release(claimed);
  await outbox.settle((await outbox.claimDue(claim)).map((one) => buildSettlement(one)));
  await outbox.nextDueAt();
  await outbox.replay({ id: newId(), now: 0, expiresAt: 1, audit: buildAuditEntry(newId) });
  for (const state of DELIVERY_STATES) {
    const address = 'ops@acme.example';
    for (const filter of [
      { state },
      { state, level },
      { state, eventId: report.id },
      { address },
      { address, level },
    ]) {
      await outbox.list(filter, { limit: 10, cursor: newId() });
    }
  }
  for (const state of ['held', 'replayed', 'dismissed'] as const)
    await quarantine.list({ state, level }, { limit: 1 });
  await storage.events.list({ level }, { limit: 10, cursor: newId() });
  await storage.events.find(report.id);
  await quarantine.heldCount();
  const old = { before: FAKE_START + 1, after: '', limit: 5 };
  await storage.retention.forgetEvents(old);
  await storage.retention.forgetQuarantined(old);
  await storage.retention.forgetReports(old);
  for (const owner of [HOST, level]) {
    await storage.settings.save({
      level: owner,
      expectedHead: 0,
      revisions: [],
      dropDraft: false,
      releaseHeld: true,
      audit: [],
      now: 0,
    });
  }
}
