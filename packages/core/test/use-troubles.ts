import { HOUR, MINUTE } from '../src/kernel/clock.ts';
import { organizationLevel } from '../src/kernel/level.ts';
import type { Storage } from '../src/storage.ts';
import { buildEvent } from '../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../src/testing/build-report.ts';
import { FAKE_START } from '../src/testing/fake-clock.ts';
import type { NewId } from '../src/kernel/ids.ts';

const GATHERED = { kind: 'gather', as: 'digest', until: FAKE_START + HOUR } as const;
const PACES = [null, GATHERED];

/** Begins troubles, tells of them again and ends them, one by one and all at once, and reads what the mails answer. */
export async function useTroubles(storage: Storage, newId: NewId): Promise<void> {
  const level = organizationLevel('acme');
  const report = (state: 'on' | 'over', place: number) => {
    const mail = () =>
      buildPlannedDelivery(newId, {
        ruleId: 'rule-1',
        pacing: PACES[place] ?? null,
        recipient: { address: `trouble-${String(place)}@acme.example` },
      });
    const at = state === 'on' ? FAKE_START : FAKE_START + MINUTE;
    const planned = buildPlannedEvent(newId, {
      event: buildEvent({ foldKey: null, trouble: { key: `robot-${String(place)}`, state, at } }),
      deliveries: state === 'on' ? [mail()] : [],
      planRecovery: state === 'on' ? null : mail,
    });
    return buildReport(newId, { id: planned.id, level, content: { kind: 'events', events: [planned] } });
  };
  const all = (state: 'on' | 'over') => PACES.map((_, place) => report(state, place));
  for (const reports of [all('on'), all('on')]) await storage.intake.accept(reports, 1);
  const ends = all('over');
  await storage.intake.accept(ends, 1);
  for (const { id } of ends)
    for (const delivery of (await storage.outbox.list({ eventId: id }, { limit: 10 })).items)
      await storage.outbox.thread(delivery);
  // What goes on is there to be forgotten with its event.
  await storage.intake.accept(all('on'), 1);
}
