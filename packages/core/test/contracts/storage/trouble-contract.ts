import { expect, it } from 'vitest';
import type { Pacing } from '../../../src/alerts/pace-delivery.ts';
import type { PlanRecovery, Told } from '../../../src/alerts/plan-recovery.ts';
import type { Delivery } from '../../../src/delivery/delivery.ts';
import { MOST_ANSWERS } from '../../../src/delivery/thread.ts';
import { FOLDING_WINDOW, type AutomationEvent } from '../../../src/events/automation-event.ts';
import type { QueuedDelivery, Report } from '../../../src/intake/intake-store.ts';
import { DAY, HOUR, MINUTE } from '../../../src/kernel/clock.ts';
import { organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildEvent } from '../../../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { buildSilence } from '../../../src/testing/build-silence.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { buildSettlement } from './build-settlement.ts';
import { useStorage } from './use-storage.ts';

const T = FAKE_START;
const DIGEST: Pacing = { kind: 'gather', as: 'digest', until: T + HOUR };

interface Spoken {
  readonly key?: string;
  /** Sender's clock. */
  readonly at?: number;
  /** Ours, by default the same. */
  readonly receivedAt?: number;
  /** Who gets mail about the event itself, by its rule. */
  readonly to?: readonly string[];
  readonly event?: Partial<AutomationEvent>;
  readonly delivery?: Partial<Omit<QueuedDelivery, 'recipient'>>;
  readonly level?: Report['level'];
  /** What those get who were told; by default a mail at once. */
  readonly recovery?: PlanRecovery<QueuedDelivery>;
}

/** Troubles: who was told of what, what answers which mail, and who learns that it is over. */
export function troubleContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  function report(state: 'on' | 'over', spoken: Spoken): Report {
    const { newId } = fresh();
    const { key = 'robot-7', at = T, receivedAt = at, to = [], delivery = {}, level } = spoken;
    const id = newId();
    const mail = (address: string): QueuedDelivery =>
      buildPlannedDelivery(newId, { ruleId: 'rule-1', ...delivery, recipient: { address } });
    const planned = buildPlannedEvent(newId, {
      id,
      event: buildEvent({ trouble: { key, state, at }, ...spoken.event }),
      deliveries: to.map(mail),
      planRecovery:
        state === 'on'
          ? null
          : (spoken.recovery ?? (({ address, ruleId }) => ({ ...mail(address), ruleId }))),
    });
    return buildReport(newId, {
      id,
      receivedAt,
      content: { kind: 'events', events: [planned] },
      ...(level === undefined ? {} : { level }),
    });
  }

  /** Stores it and gives what was made of it. */
  async function accept(state: 'on' | 'over', spoken: Spoken) {
    const { storage } = fresh();
    const one = report(state, spoken);
    const [acceptance] = await storage.intake.accept([one], FOLDING_WINDOW);
    if (acceptance?.kind !== 'accepted') throw new Error('not accepted');
    const { items } = await storage.outbox.list({ eventId: one.id }, { limit: 100 });
    return { id: one.id, acceptance, deliveries: items.toReversed() };
  }
  const reports = (spoken: Spoken = {}) => accept('on', { to: ['ops@acme.example'], ...spoken });
  const ends = (spoken: Spoken = {}) => accept('over', { at: T + MINUTE, ...spoken });

  async function settleAll(overrides: Parameters<typeof buildSettlement>[1] = {}): Promise<void> {
    const { outbox } = fresh().storage;
    const now = T + 30 * DAY;
    const request = { now, limit: 500, perLevel: 500, leaseToken: 'lease', leaseUntil: now + 1, except: [] };
    const claimed = await outbox.claimDue(request);
    await outbox.settle(
      claimed.map((one) =>
        buildSettlement(one, { messageId: `${one.delivery.id}@acme.example`, ...overrides }),
      ),
    );
  }
  const answers = ({ deliveries }: { readonly deliveries: readonly Delivery[] }) =>
    deliveries.map(({ address, thread, troubleEvent }) => ({ address, thread, troubleEvent }));

  it('the first mail about a trouble answers nothing; repeats answer it', async () => {
    const first = await reports();
    const [told] = first.deliveries;
    expect(answers(first)).toEqual([{ address: 'ops@acme.example', thread: null, troubleEvent: null }]);
    const repeat = await reports({ at: T + MINUTE });
    expect(answers(repeat)).toEqual([
      { address: 'ops@acme.example', thread: told?.id, troubleEvent: first.id },
    ]);
    const other = await reports({ key: 'robot-8' });
    expect(answers(other)).toEqual([{ address: 'ops@acme.example', thread: null, troubleEvent: null }]);
  });

  it('the end goes to all who were told, whether or not a rule wants that event, and to nobody else', async () => {
    const [one, two] = [
      await reports({ to: ['a@acme.example', 'b@acme.example'] }),
      await reports({ to: ['c@acme.example'] }),
    ];
    const over = await ends({ to: ['c@acme.example', 'd@acme.example'] });
    expect(over.acceptance.deliveries).toBe(4);
    expect(answers(over).toSorted((x, y) => (x.address < y.address ? -1 : 1))).toEqual([
      { address: 'a@acme.example', thread: one.deliveries[0]?.id, troubleEvent: one.id },
      { address: 'b@acme.example', thread: one.deliveries[1]?.id, troubleEvent: one.id },
      { address: 'c@acme.example', thread: two.deliveries[0]?.id, troubleEvent: two.id },
      { address: 'd@acme.example', thread: null, troubleEvent: null },
    ]);
    expect(await fresh().storage.outbox.nextDueAt()).toBe(T);
  });

  it('tells the plan of an end who was told, by which rule, and of how bad a thing', async () => {
    const seen: Told[] = [];
    await reports({ event: { severity: 'fatal' }, delivery: { ruleId: 'rule-1' } });
    await reports({ event: { severity: 'warn' }, delivery: { ruleId: 'rule-2' } });
    const over = await ends({
      recovery: ({ ruleId, address, severity }) => {
        seen.push({ ruleId, address, severity });
        return null;
      },
    });
    expect(seen).toEqual([{ ruleId: 'rule-2', address: 'ops@acme.example', severity: 'fatal' }]);
    expect(over.deliveries).toEqual([]);
  });

  it('an end is one: copies of it, and ends of what nobody was told of, make no mail', async () => {
    await reports();
    expect((await ends({ key: 'robot-8' })).deliveries).toEqual([]);
    expect((await ends({ level: organizationLevel('other') })).deliveries).toEqual([]);
    expect((await ends()).deliveries).toHaveLength(1);
    const copy = await ends();
    expect(copy.deliveries).toEqual([]);
    expect(copy.acceptance).toMatchObject({ deliveries: 0, folded: 0 });
  });

  it('after the end a report begins anew', async () => {
    await reports();
    await ends();
    expect(answers(await reports({ at: T + 2 * MINUTE }))).toEqual([
      { address: 'ops@acme.example', thread: null, troubleEvent: null },
    ]);
  });

  it('so does one after a week without a word, and its end is told in the new thread', async () => {
    await reports();
    const late = await reports({ at: T + 8 * DAY });
    expect(answers(late)).toEqual([{ address: 'ops@acme.example', thread: null, troubleEvent: null }]);
    const over = await ends({ at: T + 8 * DAY + 1 });
    expect(answers(over)).toEqual([
      { address: 'ops@acme.example', thread: late.deliveries[0]?.id, troubleEvent: late.id },
    ]);
  });

  it('what was so before the last report ends nothing, however late it comes', async () => {
    await reports({ at: T + HOUR });
    expect((await ends({ at: T + HOUR - 1, receivedAt: T + 2 * HOUR })).deliveries).toEqual([]);
    expect((await ends({ at: T + HOUR, receivedAt: T + 2 * HOUR })).deliveries).toHaveLength(1);
  });

  it('whom a silence kept from hearing of it is not told of its end', async () => {
    await reports({ delivery: { silence: buildSilence() } });
    expect((await ends()).deliveries).toEqual([]);
  });

  it('an end that a silence mutes is kept as suppressed, and is over', async () => {
    await reports();
    const muted = await ends({ delivery: { silence: buildSilence() } });
    expect(muted.deliveries).toMatchObject([{ state: 'suppressed', reason: 'silenced' }]);
    expect(muted.acceptance.deliveries).toBe(0);
    expect((await ends()).deliveries).toEqual([]);
  });

  it.each(['failed', 'expired'] as const)(
    'a mail that ended as %s told nobody, so there is no end to tell',
    async (state) => {
      await reports();
      await settleAll({ state });
      expect((await ends()).deliveries).toEqual([]);
    },
  );

  it('one later mail of the thread that arrived is enough', async () => {
    await reports();
    await settleAll({ state: 'failed' });
    await reports({ at: T + 1 });
    await settleAll();
    expect((await ends()).deliveries).toHaveLength(1);
  });

  it('who has a rule for the event itself gets it even then', async () => {
    await reports();
    await settleAll({ state: 'failed' });
    expect((await ends({ to: ['ops@acme.example'] })).deliveries).toHaveLength(1);
  });

  it('copies of a report fold; whoever the first told is told of the end, once', async () => {
    const copies = { event: { foldKey: 'copy' } };
    const first = await reports(copies);
    expect((await reports({ ...copies, at: T + 1 })).deliveries).toEqual([]);
    const over = await ends();
    expect(answers(over)).toEqual([
      { address: 'ops@acme.example', thread: first.deliveries[0]?.id, troubleEvent: first.id },
    ]);
  });

  it('what a mail about many told of is answered there', async () => {
    const opened = await reports({ key: 'robot-6', delivery: { pacing: DIGEST } });
    const joined = await reports({ delivery: { pacing: DIGEST } });
    const [digest] = opened.deliveries;
    expect(joined.deliveries).toEqual(opened.deliveries);
    await settleAll();
    const over = await ends();
    expect(answers(over)).toEqual([
      { address: 'ops@acme.example', thread: digest?.id, troubleEvent: joined.id },
    ]);
  });

  it('an end joins the mail about many in which its trouble still waits', async () => {
    const { storage } = fresh();
    const { deliveries } = await reports({ delivery: { pacing: DIGEST } });
    const over = await ends({ delivery: { pacing: DIGEST } });
    expect(over.deliveries).toEqual(deliveries);
    expect(over.acceptance.deliveries).toBe(1);
    expect(await storage.outbox.gathered(deliveries[0]?.id ?? '')).toMatchObject({ count: 2 });
  });

  it('within one batch the order of the reports counts', async () => {
    const { storage } = fresh();
    const batch = [
      report('over', { at: T }),
      report('on', { to: ['ops@acme.example'], at: T }),
      report('on', { to: ['ops@acme.example'], at: T + 1 }),
      report('over', { at: T + 2 }),
      report('on', { to: ['ops@acme.example'], at: T + 3 }),
      report('over', { at: T + 4, to: ['ops@acme.example'] }),
    ];
    const acceptances = await storage.intake.accept(batch, FOLDING_WINDOW);
    expect(acceptances.map((one) => (one.kind === 'accepted' ? one.deliveries : null))).toEqual([
      0, 1, 1, 1, 1, 1,
    ]);
    const { items } = await storage.outbox.list({}, { limit: 100 });
    const ofReport = (place: number) => items.find(({ eventId }) => eventId === batch[place]?.id);
    const [first, third] = [ofReport(1)?.id, ofReport(4)?.id];
    expect([1, 2, 3, 4, 5].map((place) => ofReport(place)?.thread)).toEqual([
      null,
      first,
      first,
      null,
      third,
    ]);
  });

  it('within one batch a trouble that joins a waiting digest is answered there', async () => {
    const { storage } = fresh();
    const batch = [
      report('on', { key: 'robot-6', to: ['ops@acme.example'], delivery: { pacing: DIGEST } }),
      report('on', { to: ['ops@acme.example'], delivery: { pacing: DIGEST } }),
      report('over', { at: T + 1 }),
    ];
    await storage.intake.accept(batch, FOLDING_WINDOW);
    const { items } = await storage.outbox.list({}, { limit: 100 });
    const digest = items.find(({ gathers }) => gathers === 'digest');
    expect(items.find(({ eventId }) => eventId === batch[2]?.id)).toMatchObject({
      thread: digest?.id,
      troubleEvent: batch[1]?.id,
    });
  });

  it('says what a mail answers: the first of the thread and the last ones before it, oldest first', async () => {
    const { outbox } = fresh().storage;
    const first = await reports();
    await settleAll();
    const repeats: Delivery[] = [];
    for (let count = 1; count <= MOST_ANSWERS + 2; count += 1)
      repeats.push(...(await reports({ at: T + count })).deliveries);
    const [over] = (await ends({ at: T + HOUR })).deliveries;
    if (over === undefined) throw new Error('no mail about the end');
    await reports({ key: 'robot-8', at: T + HOUR });
    const mails = await outbox.thread(over);
    expect(mails.map(({ deliveryId }) => deliveryId)).toEqual([
      first.deliveries[0]?.id,
      ...repeats.slice(2).map(({ id }) => id),
    ]);
    expect(mails.at(0)).toMatchObject({
      messageId: `${String(first.deliveries[0]?.id)}@acme.example`,
      state: 'delivered',
      dueAt: null,
    });
    expect(mails.at(-1)).toMatchObject({
      messageId: null,
      state: 'queued',
      dueAt: T + MOST_ANSWERS + 2,
    });
    expect((await outbox.thread(repeats[0]!)).map(({ deliveryId }) => deliveryId)).toEqual([
      first.deliveries[0]?.id,
    ]);
    expect(await outbox.thread(first.deliveries[0]!)).toEqual([]);
  });

  it('keeps the Message-ID that a server has, whatever later tries come to', async () => {
    const { outbox } = fresh().storage;
    const { deliveries } = await reports();
    const id = deliveries[0]?.id ?? '';
    expect(deliveries[0]?.messageId).toBeNull();
    await settleAll({ state: 'unknown', dueAt: T + 1, endedAt: null });
    const now = T + 30 * DAY;
    const request = { now, limit: 9, perLevel: 9, leaseToken: 'lease', leaseUntil: now + 1, except: [] };
    const again = (await outbox.claimDue(request)).map((one) => buildSettlement(one, { state: 'failed' }));
    await outbox.settle(again);
    expect((await outbox.find(id))?.delivery).toMatchObject({
      state: 'failed',
      messageId: `${id}@acme.example`,
    });
  });

  it('forgets a trouble with the event that it began with', async () => {
    const { retention } = fresh().storage;
    await reports();
    await settleAll();
    await retention.forgetEvents({ before: T + DAY, after: '', limit: 100 });
    expect((await ends({ to: ['ops@acme.example'] })).deliveries).toMatchObject([{ thread: null }]);
  });
}
