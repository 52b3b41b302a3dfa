import { expect, it } from 'vitest';
import { FOLDING_WINDOW } from '../../../src/events/automation-event.ts';
import type { Report } from '../../../src/intake/intake-store.ts';
import type { NewId } from '../../../src/kernel/ids.ts';
import { HOST, organizationLevel, type Level } from '../../../src/kernel/level.ts';
import { MINUTE, SECOND } from '../../../src/kernel/clock.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildEvent } from '../../../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../../src/testing/build-report.ts';
import { buildSource, buildSourceSecret } from '../../../src/testing/build-source.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { useStorage } from './use-storage.ts';

const EVERYTHING = { limit: 500 };

/** A report with one event that folds by this key. */
function foldingReport(newId: NewId, foldKey: string | null, overrides: Partial<Report> = {}): Report {
  const id = newId();
  const event = buildPlannedEvent(newId, { id, event: buildEvent({ foldKey }) });
  return buildReport(newId, { id, content: { kind: 'events', events: [event] }, ...overrides });
}

/** {@link IntakeStore}: reports become events and deliveries in one commit, repeats and copies become nothing. */
export function intakeContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  const acceptAll = (...reports: readonly Report[]) => fresh().storage.intake.accept(reports, FOLDING_WINDOW);
  const deliveriesKept = async () => (await fresh().storage.outbox.list({}, EVERYTHING)).items;

  it('answers each report at its place and keeps events and deliveries as they were planned', async () => {
    const { storage, newId } = fresh();
    const event = buildEvent({
      type: 'queueItem.transactionFailed',
      tenant: null,
      facts: [
        { label: 'reference', value: { kind: 'text', text: 'INV-7 « é »' } },
        { label: 'retry', value: { kind: 'number', number: 2 } },
        { label: 'due', value: { kind: 'time', at: FAKE_START + 5 } },
      ],
      link: 'https://platform.example/item/7',
      addressee: { address: 'ana@acme.example', name: 'Ana', locale: 'fr-FR' },
      data: { 'SpecificContent.amount': '12' },
    });
    const planned = buildPlannedEvent(newId, {
      event,
      deliveries: [
        buildPlannedDelivery(newId, { ruleId: 'rule-1', data: { 'SpecificContent.amount': '12' } }),
        buildPlannedDelivery(newId, {
          priority: 0,
          expiresAt: FAKE_START + 7,
          recipient: { address: 'ana@acme.example', name: 'Ana', language: 'fr', timeZone: 'Europe/Paris' },
        }),
      ],
    });
    const report = buildReport(newId, { content: { kind: 'events', events: [planned] } });
    const nobody = buildPlannedEvent(newId, { deliveries: [] });
    const unheard = buildReport(newId, { content: { kind: 'events', events: [nobody] } });

    expect(await acceptAll(report, unheard)).toEqual([
      { kind: 'accepted', reportId: report.id, eventIds: [planned.id], deliveries: 2, folded: 0 },
      { kind: 'accepted', reportId: unheard.id, eventIds: [nobody.id], deliveries: 0, folded: 0 },
    ]);
    const details = await storage.outbox.find(planned.deliveries[1]!.id);
    expect(details).toEqual({
      delivery: {
        id: planned.deliveries[1]!.id,
        level: report.level,
        eventId: planned.id,
        eventType: 'queueItem.transactionFailed',
        ruleId: null,
        address: 'ana@acme.example',
        name: 'Ana',
        language: 'fr',
        timeZone: 'Europe/Paris',
        data: {},
        state: 'queued',
        reason: null,
        attempts: 0,
        maybeDuplicate: false,
        priority: 0,
        gathers: null,
        thread: null,
        troubleEvent: null,
        stormUntil: null,
        messageId: null,
        createdAt: FAKE_START,
        dueAt: FAKE_START,
        expiresAt: FAKE_START + 7,
        endedAt: null,
      },
      event,
      receivedAt: FAKE_START,
      gathered: null,
      timeline: [],
    });
    expect((await storage.outbox.find(planned.deliveries[0]!.id))?.delivery).toMatchObject({
      ruleId: 'rule-1',
      data: { 'SpecificContent.amount': '12' },
    });
  });

  it('answers nothing to nothing', async () => {
    expect(await acceptAll()).toEqual([]);
  });

  it('lets a report change nothing when its key is known, across batches and within one', async () => {
    const { newId } = fresh();
    const first = buildReport(newId, { dedupeKey: 'same' });
    const within = buildReport(newId, { dedupeKey: 'same' });
    const later = buildReport(newId, { dedupeKey: 'same' });
    expect(await acceptAll(first, within, first)).toMatchObject([
      { kind: 'accepted', reportId: first.id },
      { kind: 'repeat', reportId: first.id },
      { kind: 'repeat', reportId: first.id },
    ]);
    expect(await acceptAll(first)).toEqual([{ kind: 'repeat', reportId: first.id }]);
    expect(await acceptAll(later)).toEqual([{ kind: 'repeat', reportId: first.id }]);
    expect((await deliveriesKept()).map((delivery) => delivery.eventId)).toEqual([first.id]);
  });

  it('keeps the keys of two sources apart', async () => {
    const { newId } = fresh();
    const answers = await acceptAll(
      buildReport(newId, { dedupeKey: 'same' }),
      buildReport(newId, { dedupeKey: 'same', sourceId: newId() }),
    );
    expect(answers.map((answer) => answer.kind)).toEqual(['accepted', 'accepted']);
  });

  it('tells a repeat of a quarantined report too', async () => {
    const { newId } = fresh();
    const content = {
      kind: 'quarantine',
      reason: 'not-json',
      explanation: 'At byte 0 there is no JSON.',
      contentType: 'application/json',
      body: new TextEncoder().encode('<xml/>'),
    } as const;
    const first = buildReport(newId, { dedupeKey: 'same', content });
    expect(await acceptAll(first, buildReport(newId, { dedupeKey: 'same', content }))).toEqual([
      { kind: 'quarantined', reportId: first.id },
      { kind: 'repeat', reportId: first.id },
    ]);
  });

  it('makes no second mail of a copy, also from another source of the level and within one report', async () => {
    const { newId } = fresh();
    const copy = () => buildPlannedEvent(newId, { event: buildEvent({ foldKey: 'job 42 faulted' }) });
    const report = buildReport(newId, { content: { kind: 'events', events: [copy(), copy()] } });
    expect(await acceptAll(report)).toMatchObject([{ deliveries: 1, folded: 1 }]);
    const elsewhere = foldingReport(newId, 'job 42 faulted', { sourceId: newId() });
    expect(await acceptAll(elsewhere)).toMatchObject([
      { kind: 'accepted', eventIds: [elsewhere.id], deliveries: 0, folded: 1 },
    ]);
    expect(await deliveriesKept()).toHaveLength(1);
  });

  it('does not fold across levels, across keys, or without a key', async () => {
    const { newId } = fresh();
    const levels: readonly Level[] = [HOST, organizationLevel('one'), organizationLevel('two')];
    const reports = [
      ...levels.map((level) => foldingReport(newId, 'same', { level })),
      foldingReport(newId, 'other'),
      foldingReport(newId, null),
      foldingReport(newId, null),
    ];
    const answers = await acceptAll(...reports);
    expect(answers.map((answer) => answer.kind === 'accepted' && answer.folded)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('folds within the window around the one that made mail, and not from its end on', async () => {
    const { newId } = fresh();
    const foldedAt = async (after: number) => {
      const [answer] = await acceptAll(foldingReport(newId, 'same', { receivedAt: FAKE_START + after }));
      return answer?.kind === 'accepted' ? answer.folded : answer?.kind;
    };
    expect(await foldedAt(0)).toBe(0);
    expect(await foldedAt(FOLDING_WINDOW - 1)).toBe(1);
    // The copy just before made no mail, so the window is no longer: what goes on for hours is heard of again.
    expect(await foldedAt(FOLDING_WINDOW)).toBe(0);
    expect(await foldedAt(2 * FOLDING_WINDOW - 1)).toBe(1);
    // A process whose clock is a little behind.
    expect(await foldedAt(-5 * SECOND)).toBe(1);
  });

  it('does not fold into an event that made no mail', async () => {
    const { newId } = fresh();
    const unheard = buildPlannedEvent(newId, { event: buildEvent({ foldKey: 'same' }), deliveries: [] });
    await acceptAll(buildReport(newId, { content: { kind: 'events', events: [unheard] } }));
    expect(await acceptAll(foldingReport(newId, 'same'))).toMatchObject([{ deliveries: 1, folded: 0 }]);
  });

  it('tells those whom an earlier copy did not concern, and nobody twice', async () => {
    const { newId } = fresh();
    // A copy for each folder that shares the job: rules of different folders have different recipients.
    const copyTo = (...addresses: readonly string[]) =>
      buildReport(newId, {
        content: {
          kind: 'events',
          events: [
            buildPlannedEvent(newId, {
              event: buildEvent({ foldKey: 'same' }),
              deliveries: addresses.map((address) => buildPlannedDelivery(newId, { recipient: { address } })),
            }),
          ],
        },
      });
    const copies = [
      copyTo('a@x.example'),
      copyTo('a@x.example', 'b@x.example'),
      copyTo('b@x.example'),
      copyTo(),
    ];
    expect(await acceptAll(...copies)).toMatchObject([
      { deliveries: 1, folded: 0 },
      { deliveries: 1, folded: 0 },
      { deliveries: 0, folded: 1 },
      { deliveries: 0, folded: 1 },
    ]);
    const addresses = (await deliveriesKept()).map(({ address }) => address);
    expect(addresses.toSorted()).toEqual(['a@x.example', 'b@x.example']);
  });

  it('marks the secret that verified a report as used, to the minute and never backwards', async () => {
    const { storage, newId } = fresh();
    const used = buildSourceSecret({ id: newId() });
    const unused = buildSourceSecret({ id: newId() });
    const source = buildSource({ secrets: [used, unused] });
    await storage.sources.add(source, buildAuditEntry(newId));
    const lastUsed = async () =>
      (await storage.sources.find(source.id))?.secrets.map((one) => one.lastUsedAt);
    const arriveAt = (receivedAt: number, secretId = used.id) =>
      acceptAll(buildReport(newId, { receivedAt, secretId }));

    expect(await lastUsed()).toEqual([null, null]);
    await arriveAt(FAKE_START + 59 * SECOND);
    expect(await lastUsed()).toEqual([FAKE_START, null]);
    await arriveAt(FAKE_START + MINUTE + 1);
    expect(await lastUsed()).toEqual([FAKE_START + MINUTE, null]);
    await arriveAt(FAKE_START);
    expect(await lastUsed()).toEqual([FAKE_START + MINUTE, null]);
    await arriveAt(FAKE_START, 'removed meanwhile');
    expect(await lastUsed()).toEqual([FAKE_START + MINUTE, null]);
  });

  it('stores nothing of a batch that fails anywhere', async () => {
    const { storage, newId } = fresh();
    const known = buildReport(newId);
    await acceptAll(known);
    const sound = buildReport(newId);
    const clashing = buildReport(newId, {
      content: { kind: 'events', events: [buildPlannedEvent(newId, { id: known.id })] },
    });
    await expect(acceptAll(sound, clashing)).rejects.toMatchObject({ name: 'AppError', code: 'internal' });
    expect(await deliveriesKept()).toHaveLength(1);
    expect(await acceptAll(sound)).toMatchObject([{ kind: 'accepted', reportId: sound.id }]);
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(2);
  });
}
