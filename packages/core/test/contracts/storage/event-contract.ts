import { expect, it } from 'vitest';
import type { EventFilter } from '../../../src/events/event-store.ts';
import { HOST, organizationLevel, type Level } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildEvent } from '../../../src/testing/build-event.ts';
import { buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');

/** {@link EventStore}. */
export function eventContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  async function arrive(level: Level, subject: string, deliveries = 1): Promise<string> {
    const { storage, newId } = fresh();
    const planned = buildPlannedEvent(newId, { event: buildEvent({ subject, foldKey: subject }) });
    const event = deliveries === 0 ? { ...planned, deliveries: [] } : planned;
    await storage.intake.accept(
      [buildReport(newId, { level, content: { kind: 'events', events: [event] } })],
      0,
    );
    return event.id;
  }

  it('gives back an event as it was taken in, also one that made no mail', async () => {
    const { storage } = fresh();
    for (const deliveries of [0, 1]) {
      const id = await arrive(ACME, `é ${deliveries}`, deliveries);
      expect(await storage.events.find(id)).toEqual({
        id,
        level: ACME,
        event: buildEvent({ subject: `é ${deliveries}`, foldKey: `é ${deliveries}` }),
        receivedAt: FAKE_START,
      });
    }
    expect(await storage.events.find('nothing')).toBeNull();
  });

  it('lists the events of a level or of all, newest first, page by page', async () => {
    const { storage } = fresh();
    const ids = [
      await arrive(ACME, '1'),
      await arrive(HOST, '2'),
      await arrive(ACME, '3'),
      await arrive(ACME, '4'),
    ];
    const all = await storage.events.list({}, { limit: 10 });
    expect(all.items.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(all.next).toBeNull();
    const first = await storage.events.list({ level: ACME }, { limit: 2 });
    expect(first.items.map(({ event }) => event.subject)).toEqual(['4', '3']);
    const second = await storage.events.list({ level: ACME }, { limit: 2, cursor: first.next ?? '' });
    expect(second).toMatchObject({ items: [{ id: ids[0], level: ACME }], next: null });
    await expect(storage.events.list({}, { limit: 501 })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('lists by type, by how types begin, and by when events came', async () => {
    const { storage, newId } = fresh();
    const types = ['job.faulted', 'job.\u{1F600}', 'job', 'jobs.x', 'queue.x'];
    for (const [place, type] of types.entries()) {
      const event = buildPlannedEvent(newId, { event: buildEvent({ type, foldKey: type }), deliveries: [] });
      const content = { kind: 'events', events: [event] } as const;
      await storage.intake.accept([buildReport(newId, { content, receivedAt: place })], 0);
    }
    const listed = async (filter: EventFilter) =>
      (await storage.events.list(filter, { limit: 10 })).items.map(({ event }) => event.type).toReversed();
    expect(await listed({ type: 'job.faulted' })).toEqual(['job.faulted']);
    expect(await listed({ type: 'job.*' })).toEqual(['job.faulted', 'job.\u{1F600}']);
    expect(await listed({ type: 'job*' })).toEqual(types.slice(0, 4));
    expect(await listed({ type: '*' })).toEqual(types);
    expect(await listed({ type: 'JOB.*' })).toEqual([]);
    expect(await listed({ since: 1, until: 3 })).toEqual(['job.\u{1F600}', 'job']);
    expect(await listed({ type: 'job*', since: 3 })).toEqual(['jobs.x']);
  });
}
