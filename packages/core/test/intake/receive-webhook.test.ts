import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/kernel/clock.ts';
import { HOST } from '../../src/kernel/level.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Sealer } from '../../src/kernel/sealer.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { FOLDING_WINDOW } from '../../src/events/automation-event.ts';
import { buildOrganization } from '../../src/testing/build-organization.ts';
import { buildRule } from '../../src/testing/build-rule.ts';
import { buildSilence } from '../../src/testing/build-silence.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { fixtureBody, readFixture } from '../fixtures/read-fixture.ts';
import { signRequest } from '../fixtures/sign-request.ts';
import { ACME, intakeHouse } from './intake-house.ts';

const FAULTED = readFixture('uipath', 'job.faulted');

describe('receiving a webhook', () => {
  it('stores the event with its deliveries, in the organization’s language and zone, and wakes the dispatcher', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    const receipt = await house.post(source, FAULTED);
    expect(receipt).toMatchObject({ kind: 'accepted', deliveries: 1, folded: 0 });
    const { items } = await house.storage.outbox.list({}, { limit: 10 });
    expect(items).toMatchObject([
      {
        level: ACME,
        eventType: 'job.faulted',
        address: 'ops@acme.example',
        language: 'fr',
        timeZone: 'Europe/Paris',
        priority: 1,
        expiresAt: house.clock.now() + 48 * HOUR,
      },
    ]);
    expect(house.wakes).toBe(1);
  });

  it('names the first event by the report’s id, and all of them in the answer', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    const body = fixtureBody('uipath', 'job.created');
    const [job] = body.Jobs as object[];
    const twoJobs = { ...body, Jobs: [job, { ...job, Key: 'another', Id: 7 }] };
    const receipt = await house.post(source, JSON.stringify(twoJobs));
    if (receipt.kind !== 'accepted') throw new Error(receipt.kind);
    expect(receipt.eventIds).toHaveLength(2);
    expect(receipt.eventIds[0]).toBe(receipt.reportId);
  });

  it('answers a repeat with the first report’s id and changes nothing', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    const first = await house.post(source, FAULTED);
    const second = await house.post(source, FAULTED);
    expect(second).toEqual({ kind: 'repeat', reportId: 'reportId' in first ? first.reportId : '' });
    expect((await house.storage.outbox.list({}, { limit: 10 })).items).toHaveLength(1);
    expect(house.wakes).toBe(1);
  });

  it('folds copies of one happening that come once per folder', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    const body = fixtureBody('uipath', 'job.faulted');
    await house.post(source, JSON.stringify(body));
    const copy = { ...body, EventId: 'another', OrganizationUnitId: 77 };
    expect(await house.post(source, JSON.stringify(copy))).toMatchObject({ kind: 'accepted', folded: 1 });
    expect((await house.storage.outbox.list({}, { limit: 10 })).items).toHaveLength(1);
  });

  it('keeps what a silence mutes, suppressed, until the silence is over', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    const silence = buildSilence({ matchers: { processes: ['claims*'] } });
    expect(await house.post(source, FAULTED)).toMatchObject({ deliveries: 1 });
    await house.storage.silences.add(silence, buildAuditEntry(house.newId, { action: 'silence.added' }));
    const again = (id: string) => JSON.stringify({ ...fixtureBody('uipath', 'job.faulted'), EventId: id });
    house.clock.advance(FOLDING_WINDOW);
    expect(await house.post(source, again('muted'))).toMatchObject({ deliveries: 0, folded: 0 });
    expect(house.wakes).toBe(1);
    const { items } = await house.storage.outbox.list({ state: 'suppressed' }, { limit: 10 });
    expect(items).toMatchObject([{ address: 'ops@acme.example', reason: 'silenced' }]);
    house.clock.advance(HOUR);
    expect(await house.post(source, again('later'))).toMatchObject({ deliveries: 1 });
  });

  it('knows no disabled source', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    expect((await house.post(source, FAULTED)).kind).toBe('accepted');
    const audit = buildAuditEntry(house.newId, { action: 'source.changed' });
    await house.storage.sources.setState(source.source.id, 'disabled', audit);
    const disabled = await house.post(source, FAULTED);
    const unknown = await house.receive('no-such-source', { headers: {}, body: FAULTED });
    expect(disabled).toEqual(unknown);
    expect(unknown).toEqual({ kind: 'unknown-source' });
  });

  it.each(['uipath', 'standard', 'generic'] as const)(
    'stores nothing of a %s request that is forged, and says why to nobody but the log',
    async (kind) => {
      const house = await intakeHouse();
      const { source } = await house.addSource(kind);
      const other = await house.addSource(kind);
      const secret = other.secrets[0]!;
      const stolen = signRequest(kind, { secret, body: FAULTED, now: house.clock.now() });
      expect(await house.receive(source.id, stolen)).toEqual({
        kind: 'unauthorized',
        reason: 'signature-wrong',
      });
      expect(await house.receive(source.id, { ...stolen, headers: {} })).toEqual({
        kind: 'unauthorized',
        reason: 'signature-missing',
      });
      expect((await house.storage.quarantine.list({}, { limit: 10 })).items).toEqual([]);
    },
  );

  it('takes both live secrets while one replaces the other, and notes which one was used', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath', { keys: ['key-1', 'key-1'] });
    house.clock.advance(90 * MINUTE);
    await house.post(source, '{"Type":"job.faulted","EventId":"1"}', 1);
    const stored = await house.storage.sources.find(source.source.id);
    expect(stored?.secrets.map(({ lastUsedAt }) => lastUsedAt)).toEqual([null, house.clock.now()]);
    await house.post(source, '{"Type":"job.faulted","EventId":"2"}', 0);
    const later = await house.storage.sources.find(source.source.id);
    expect(later?.secrets[0]?.lastUsedAt).toBe(house.clock.now());
  });
});

describe('a key that is missing', () => {
  it('makes the source unavailable, naming the key, instead of calling good signatures wrong', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath', { keys: ['key-9'] });
    expect(await house.post(source, FAULTED)).toEqual({
      kind: 'unavailable',
      reason: 'key-missing',
      keyIds: ['key-9'],
    });
    expect((await house.storage.outbox.list({}, { limit: 10 })).items).toEqual([]);
  });

  it('is told at once when the key is back, without anything else changing', async () => {
    let keyIds: [string, ...string[]] = ['key-1'];
    const sealer: Sealer = {
      activeKeyId: 'key-1',
      get keyIds() {
        return keyIds;
      },
      seal: (secret, place) => createFakeSealer(keyIds).seal(secret, place),
      open: (sealed, place) => createFakeSealer(keyIds).open(sealed, place),
    };
    const house = await intakeHouse({ sealer });
    const source = await house.addSource('uipath', { keys: ['key-9'] });
    expect(await house.post(source, FAULTED)).toMatchObject({ kind: 'unavailable' });
    keyIds = ['key-1', 'key-9'];
    expect(await house.post(source, FAULTED)).toMatchObject({ kind: 'accepted' });
    expect(await house.configuration.current()).toBe(await house.configuration.current());
  });

  it('does not matter to requests that the other secret verifies', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath', { keys: ['key-9', 'key-1'] });
    expect((await house.post(source, FAULTED, 1)).kind).toBe('accepted');
    expect((await house.post(source, FAULTED, 0)).kind).toBe('unavailable');
  });

  it('does not make a request without a signature worth trying again', async () => {
    const house = await intakeHouse();
    const { source } = await house.addSource('uipath', { keys: ['key-9'] });
    expect(await house.receive(source.id, { headers: {}, body: FAULTED })).toEqual({
      kind: 'unauthorized',
      reason: 'signature-missing',
    });
  });

  it('leaves other sources alone', async () => {
    const house = await intakeHouse();
    await house.addSource('uipath', { keys: ['key-9'] });
    expect((await house.post(await house.addSource('uipath'), FAULTED)).kind).toBe('accepted');
  });
});

describe('a payload that is not understood', () => {
  it('goes to quarantine as it came, and a repeat of it is a repeat', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    const body = Buffer.from('{"Type": "job.faulted", "EventId": ');
    const receipt = await house.post(source, body);
    expect(receipt.kind).toBe('quarantined');
    const { items } = await house.storage.quarantine.list({}, { limit: 10 });
    expect(items).toMatchObject([
      {
        level: ACME,
        reason: 'not-json',
        contentType: 'application/json',
        size: body.byteLength,
        state: 'held',
      },
    ]);
    const kept = await house.storage.quarantine.find(items[0]?.id ?? '');
    expect(Buffer.from(kept?.body ?? [])).toEqual(body);
    expect((await house.post(source, body)).kind).toBe('repeat');
    expect(house.wakes).toBe(0);
  });
});

describe('a password recovery', () => {
  const RECOVERY = readFixture('system', 'account.password-recovery');

  it('from a source of the host goes to the person in it, before everything else, while its link lives', async () => {
    const house = await intakeHouse();
    house.clock.set(Date.UTC(2026, 10, 20, 11));
    const body = fixtureBody('system', 'account.password-recovery');
    const data = { ...(body.data as object), expiresAt: new Date(house.clock.now() + HOUR).toISOString() };
    const source = await house.addSource('standard', { level: HOST });
    const receipt = await house.post(source, JSON.stringify({ ...body, data }));
    expect(receipt).toMatchObject({ kind: 'accepted', deliveries: 1 });
    const { items } = await house.storage.outbox.list({}, { limit: 10 });
    expect(items).toMatchObject([
      { level: HOST, ruleId: null, priority: 0, expiresAt: house.clock.now() + HOUR },
    ]);
  });

  it('from a source of an organization mails nobody', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('generic');
    expect(await house.post(source, RECOVERY)).toMatchObject({ kind: 'accepted', deliveries: 0 });
  });
});

describe('the configuration', () => {
  it('is followed as soon as it changes', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    await house.post(source, FAULTED);
    await house.storage.rules.update(
      { before: buildRule(), after: buildRule({ state: 'paused' }) },
      buildAuditEntry(house.newId, { action: 'rule.changed' }),
    );
    const body = JSON.stringify({ ...fixtureBody('uipath', 'job.faulted'), EventId: 'another' });
    expect(await house.post(source, body)).toMatchObject({ kind: 'accepted', deliveries: 0 });
  });

  it('is read once however many ask at the same time, and once for every change', async () => {
    const house = await intakeHouse();
    await Promise.all(Array.from({ length: 20 }, () => house.configuration.current()));
    const first = await house.configuration.current();
    expect(await house.configuration.current()).toBe(first);
    await house.addSource('uipath');
    expect(await house.configuration.current()).not.toBe(first);
  });

  it('is read again after reading failed', async () => {
    const house = await intakeHouse();
    const { createConfigurationCache } = await import('../../src/intake/configuration-cache.ts');
    let failures = 1;
    const cache = createConfigurationCache({
      sealer: house.sealer,
      storage: {
        ...house.storage,
        rules: {
          list: () =>
            failures-- > 0
              ? Promise.reject(new AppError('storage-unavailable', 'The disk is gone.'))
              : house.storage.rules.list(),
        },
      },
    });
    await expect(cache.current()).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect((await cache.current()).version).toBe(await house.storage.configurationVersion());
  });
});

describe('a webhook above the limit of its source', () => {
  const event = (place: number) =>
    JSON.stringify({ ...fixtureBody('uipath', 'job.faulted'), EventId: `e${String(place)}` });

  it('is turned away and not stored, and the sender is told when to come back', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    await house.storage.sources.setLimit(source.source.id, 2, buildAuditEntry(house.newId));
    expect(await house.post(source, event(1))).toMatchObject({ kind: 'accepted' });
    expect(await house.post(source, event(2))).toMatchObject({ kind: 'accepted' });
    expect(await house.post(source, event(3))).toEqual({ kind: 'limited', retryAfter: 30_000 });
    expect((await house.storage.events.list({}, { limit: 10 })).items).toHaveLength(2);
    house.clock.advance(30_000);
    expect(await house.post(source, event(3))).toMatchObject({ kind: 'accepted' });
  });

  it('is not made so by what others forge', async () => {
    const house = await intakeHouse();
    const source = await house.addSource('uipath');
    await house.storage.sources.setLimit(source.source.id, 1, buildAuditEntry(house.newId));
    const forged = { ...source, secrets: [new Secret('somebody-else-guesses-this-one')] };
    for (let tried = 0; tried < 5; tried += 1)
      expect(await house.post(forged, event(tried))).toMatchObject({ kind: 'unauthorized' });
    expect(await house.post(source, event(9))).toMatchObject({ kind: 'accepted' });
  });

  it('is turned away for its organization too, once all its sources together bring more than that may', async () => {
    const house = await intakeHouse();
    const [one, two] = [await house.addSource('uipath'), await house.addSource('uipath')];
    const acme = { ...buildOrganization(), limitPerMinute: 2 };
    await house.storage.organizations.update(acme, buildAuditEntry(house.newId));
    expect(await house.post(one, event(1))).toMatchObject({ kind: 'accepted' });
    expect(await house.post(two, event(1))).toMatchObject({ kind: 'accepted' });
    expect(await house.post(one, event(2))).toMatchObject({ kind: 'limited' });
  });
});
