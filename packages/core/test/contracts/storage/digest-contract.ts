import { expect, it } from 'vitest';
import type { Pacing } from '../../../src/alerts/pace-delivery.ts';
import type { ClaimedDelivery } from '../../../src/delivery/delivery.ts';
import { FOLDING_WINDOW, type AutomationEvent, type Severity } from '../../../src/events/automation-event.ts';
import { organizationLevel, type Level } from '../../../src/kernel/level.ts';
import { MOST_GROUPS } from '../../../src/mail/gathered.ts';
import { DAY, HOUR, MINUTE } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildEvent } from '../../../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

const EVERYTHING = { limit: 500 };
const UNTIL = FAKE_START + HOUR;
const DIGEST = { kind: 'gather', as: 'digest', until: UNTIL } as const;
const STORM: Pacing = { kind: 'storm', most: 3, within: 10 * MINUTE };

/** Mails about many events: each event joins one, whole with its report, until a worker takes it. */
export function digestContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  async function accept(
    event: Partial<AutomationEvent>,
    {
      pacing = DIGEST,
      at = FAKE_START,
      ruleId = 'rule-1',
      address = 'ops@acme.example',
    }: { pacing?: Pacing | null; at?: number; ruleId?: string; address?: string } = {},
  ): Promise<string> {
    const { storage, newId } = fresh();
    const id = newId();
    const delivery = buildPlannedDelivery(newId, { ruleId, pacing, recipient: { address } });
    const planned = buildPlannedEvent(newId, {
      id,
      event: buildEvent({ foldKey: null, ...event }),
      deliveries: [delivery],
    });
    const report = buildReport(newId, { id, receivedAt: at, content: { kind: 'events', events: [planned] } });
    await storage.intake.accept([report], FOLDING_WINDOW);
    return id;
  }

  const claim = (now: number, leaseToken = 'lease') =>
    fresh().storage.outbox.claimDue({
      now,
      limit: 100,
      perLevel: 100,
      leaseToken,
      leaseUntil: now + MINUTE,
      except: [],
    });
  const deliveries = async () => (await fresh().storage.outbox.list({}, EVERYTHING)).items;

  it('gathers events of one rule and address in one delivery, due when the first wants it', async () => {
    const { storage } = fresh();
    const invoice = { process: { id: null, name: 'Invoice' }, detail: 'System.Exception: No file' };
    const first = await accept({ ...invoice, type: 'job.faulted' });
    await accept({ ...invoice, type: 'job.faulted', detail: 'Timeout' }, { at: FAKE_START + 1 });
    const last = await accept({ ...invoice, type: 'job.faulted' }, { at: FAKE_START + 2 });
    await accept(
      {
        type: 'custom',
        severity: 'info',
        process: null,
        queue: null,
        robot: null,
        subject: null,
        detail: null,
      },
      { at: FAKE_START + 3 },
    );
    const [delivery, ...others] = await deliveries();
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({
      state: 'queued',
      reason: 'gathering',
      gathers: 'digest',
      eventId: first,
      dueAt: UNTIL,
      expiresAt: UNTIL + 2 * DAY,
    });
    const gathered = {
      kind: 'digest',
      count: 4,
      firstAt: FAKE_START,
      lastAt: FAKE_START + 3,
      kinds: 2,
      groups: [
        {
          type: 'job.faulted',
          name: 'Invoice',
          severity: 'error',
          state: null,
          count: 3,
          firstAt: FAKE_START,
          lastAt: FAKE_START + 2,
          exception: 'No file',
        },
        {
          type: 'custom',
          name: null,
          severity: 'info',
          state: null,
          count: 1,
          firstAt: FAKE_START + 3,
          lastAt: FAKE_START + 3,
          exception: null,
        },
      ],
    };
    expect(await storage.outbox.gathered(delivery!.id)).toEqual(gathered);
    expect((await storage.outbox.find(delivery!.id))?.gathered).toEqual(gathered);
    expect((await storage.outbox.list({ eventId: last }, EVERYTHING)).items).toEqual([delivery]);
    expect(await storage.outbox.gathered('nothing')).toBeNull();
    const pages = [await storage.outbox.members(delivery!.id, { limit: 3 })];
    pages.push(await storage.outbox.members(delivery!.id, { limit: 3, cursor: pages[0]?.next ?? '' }));
    expect(pages.map(({ items }) => items.map(({ type }) => type))).toEqual([
      ['custom', 'job.faulted', 'job.faulted'],
      ['job.faulted'],
    ]);
    expect(pages[1]?.next).toBeNull();
    expect(pages[1]?.items).toEqual([
      {
        deliveryId: delivery?.id,
        eventId: first,
        type: 'job.faulted',
        severity: 'error',
        name: 'Invoice',
        state: null,
        exception: expect.any(String) as string,
        at: FAKE_START,
      },
    ]);
    expect(await storage.outbox.members('nothing', { limit: 3 })).toEqual({ items: [], next: null });
  });

  it('tells of the severest kinds first and of the rarest last, whatever has no place', async () => {
    const { storage } = fresh();
    const each = (name: string, severity: Severity) =>
      accept({ type: 'job.faulted', severity, process: { id: null, name } });
    for (let place = 0; place < MOST_GROUPS; place += 1)
      for (let times = 0; times < 2; times += 1)
        await each(`Chatter ${String(place).padStart(2, '0')}`, 'info');
    for (const severity of ['success', 'warn', 'error', 'fatal'] as const) await each('Payments', severity);
    await each('Chatter 24', 'info');
    const [delivery] = await deliveries();
    const { kinds, count, groups = [] } = (await storage.outbox.gathered(delivery!.id)) ?? {};
    expect([kinds, count]).toEqual([MOST_GROUPS + 4, 2 * MOST_GROUPS + 5]);
    expect(groups.map(({ name, severity, count }) => [name, severity, count])).toEqual([
      ['Payments', 'fatal', 1],
      ['Payments', 'error', 1],
      ['Payments', 'warn', 1],
      ['Payments', 'success', 1],
      ['Chatter 24', 'info', 3],
      ...Array.from({ length: MOST_GROUPS - 5 }, (_, place) => [
        `Chatter ${String(place).padStart(2, '0')}`,
        'info',
        2,
      ]),
    ]);
  });

  it('tells the robot that was lost from the one that is back', async () => {
    const robot = { type: 'robot.status', severity: 'info', process: null, detail: null } as const;
    for (const state of ['Disconnected', 'Available', 'Disconnected', 'Something else'])
      await accept({ ...robot, facts: [{ label: 'state', value: { kind: 'text', text: state } }] });
    const [delivery] = await deliveries();
    const { groups = [], kinds } = (await fresh().storage.outbox.gathered(delivery!.id)) ?? {};
    expect(kinds).toBe(3);
    expect(groups.map(({ state, count }) => [state, count])).toEqual([
      ['disconnected', 2],
      [null, 1],
      ['available', 1],
    ]);
  });

  it('keeps rules and addresses apart, and what is muted or at once out of it', async () => {
    await accept({});
    await accept({}, { ruleId: 'rule-2' });
    await accept({}, { address: 'other@acme.example' });
    await accept({}, { pacing: null });
    expect((await deliveries()).map(({ gathers }) => gathers)).toEqual([null, 'digest', 'digest', 'digest']);
  });

  it('is not due before its time, and an event that wants it earlier brings it forward', async () => {
    await accept({});
    expect(await claim(UNTIL - 1)).toEqual([]);
    await accept({}, { pacing: { ...DIGEST, until: UNTIL - MINUTE } });
    await accept({}, { pacing: { ...DIGEST, until: UNTIL + MINUTE } });
    expect(await fresh().storage.outbox.nextDueAt()).toBe(UNTIL - MINUTE);
    expect(await claim(UNTIL - MINUTE)).toHaveLength(1);
  });

  it('says of each level what gathers and when the next of it goes, until a worker has it', async () => {
    const { storage } = fresh();
    const gathering = (level: Level) => storage.outbox.gathering(level);
    const backlog = (now: number) => storage.outbox.backlog(now);
    const nothing = { mails: 0, events: 0, nextAt: null };
    await accept({});
    const acme = (await deliveries())[0]!.level;
    await accept({});
    await accept({}, { address: 'other@acme.example', pacing: { ...DIGEST, until: UNTIL - MINUTE } });
    await accept({}, { pacing: null });
    expect(await gathering(acme)).toEqual({ mails: 2, events: 3, nextAt: UNTIL - MINUTE });
    expect(await gathering(organizationLevel('globex'))).toEqual(nothing);
    expect(await backlog(FAKE_START)).toMatchObject({ queued: 3, gathering: 2 });
    await claim(UNTIL - MINUTE);
    expect(await gathering(acme)).toEqual({ mails: 1, events: 2, nextAt: UNTIL });
    await claim(UNTIL, 'second');
    expect(await gathering(acme)).toEqual(nothing);
    expect(await backlog(UNTIL)).toMatchObject({ queued: 0, gathering: 0, sending: 3 });
  });

  it('takes nothing more once a worker has it, even when the worker is lost or gives it back', async () => {
    const { storage } = fresh();
    await accept({});
    const claimed = await claim(UNTIL);
    const second = await accept({}, { at: UNTIL, pacing: { ...DIGEST, until: UNTIL + HOUR } });
    await storage.outbox.release(claimed);
    await accept({}, { at: UNTIL, pacing: { ...DIGEST, until: UNTIL + HOUR } });
    const [late, early] = await deliveries();
    expect(late).toMatchObject({ eventId: second, dueAt: UNTIL + HOUR });
    expect((await storage.outbox.gathered(late!.id))?.count).toBe(2);
    expect((await storage.outbox.gathered(early!.id))?.count).toBe(1);
    const [again] = await claim(UNTIL, 'other');
    await claim(UNTIL + 2 * MINUTE, 'third');
    expect(again?.delivery.id).toBe(early!.id);
    expect((await storage.outbox.gathered(early!.id))?.count).toBe(1);
  });

  it('lets a copy of an event that is gathered fold', async () => {
    await accept({ foldKey: 'job 1' });
    await accept({ foldKey: 'job 2' });
    await accept({ foldKey: 'job 2' });
    const [delivery] = await deliveries();
    expect((await fresh().storage.outbox.gathered(delivery!.id))?.count).toBe(2);
  });

  it('tells a storm by the count of mails, goes on with it while it lasts, and ends it', async () => {
    const { storage } = fresh();
    for (let place = 0; place < 100; place += 1) await accept({}, { pacing: STORM, at: FAKE_START + place });
    const before = await deliveries();
    expect(before.map(({ gathers }) => gathers)).toEqual(['storm', null, null, null, null]);
    expect(before[0]).toMatchObject({ dueAt: FAKE_START + 10 * MINUTE });
    expect((await storage.outbox.gathered(before[0]!.id))?.count).toBe(96);
    // The one after the limit says that a storm began, and when the rest comes.
    const told = [null, FAKE_START + 10 * MINUTE, null, null, null];
    expect(before.map(({ stormUntil }) => stormUntil)).toEqual(told);

    await claim(FAKE_START + 10 * MINUTE);
    for (let place = 0; place < 5; place += 1)
      await accept({}, { pacing: STORM, at: FAKE_START + 11 * MINUTE + place });
    const during = await deliveries();
    expect(during).toHaveLength(6);
    expect(during[0]?.stormUntil).toBeNull();
    expect((await storage.outbox.gathered(during[0]!.id))?.count).toBe(5);

    await accept({}, { pacing: STORM, at: FAKE_START + 2 * HOUR });
    expect((await deliveries()).map(({ gathers }) => gathers)[0]).toBeNull();
  });

  it('tells what an event would meet: what gathers, until a worker has it, and what was counted', async () => {
    const { storage } = fresh();
    const asked = (as: string, address = 'ops@acme.example') => ({
      key: `rule-1 ${address} ${as}`,
      ruleId: 'rule-1',
      address,
    });
    const nothing = { dueAt: null, count: null };
    expect(await storage.outbox.lookAhead([])).toEqual([]);
    expect(await storage.outbox.lookAhead([asked('digest')])).toEqual([nothing]);
    await accept({});
    for (let place = 0; place < 5; place += 1) await accept({}, { pacing: STORM, at: FAKE_START + place });
    const count = { startedAt: FAKE_START, count: 4 };
    const all = [asked('storm'), asked('digest', 'b@acme.example'), asked('digest'), asked('storm')];
    expect(await storage.outbox.lookAhead(all)).toEqual([
      { dueAt: FAKE_START + 10 * MINUTE, count },
      nothing,
      { dueAt: UNTIL, count },
      { dueAt: FAKE_START + 10 * MINUTE, count },
    ]);
    await claim(FAKE_START + 10 * MINUTE);
    expect(await storage.outbox.lookAhead([asked('storm')])).toEqual([{ dueAt: null, count }]);
  });

  it('counts mails for each address and each rule', async () => {
    for (const ruleId of ['rule-1', 'rule-2'])
      for (const address of ['a@acme.example', 'b@acme.example'])
        for (let place = 0; place < 3; place += 1) await accept({}, { pacing: STORM, ruleId, address });
    expect((await deliveries()).every(({ gathers }) => gathers === null)).toBe(true);
  });

  it('forgets an event only when the mail that it is in is over and old', async () => {
    const { storage } = fresh();
    await accept({}, { pacing: null });
    await accept({});
    const last = await accept({});
    const [lone] = await claim(FAKE_START);
    const end = (claimed: ClaimedDelivery | undefined, endedAt: number) =>
      storage.outbox.settle([buildSettlement(claimed!, { endedAt })]);
    await end(lone, FAKE_START + 1);
    const forget = (before: number) => storage.retention.forgetEvents({ before, after: '', limit: 100 });
    expect((await forget(FAKE_START + DAY)).forgotten).toBe(1);
    const [digest] = await claim(UNTIL, 'second');
    await end(digest, UNTIL);
    expect((await forget(UNTIL)).forgotten).toBe(0);
    expect((await forget(UNTIL + 1)).forgotten).toBe(2);
    expect(await storage.events.find(last)).toBeNull();
    expect(await deliveries()).toEqual([]);
    expect(await storage.outbox.gathered(digest!.delivery.id)).toBeNull();
  });
}
