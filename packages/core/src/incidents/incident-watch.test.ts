import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import type { ConnectionSign } from '../delivery/deliver-one.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { HOST, organizationLevel, type Level } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { setSourceExpectation } from '../sources/set-source-expectation.ts';
import { setSourceState } from '../sources/set-source-state.ts';
import type { Storage } from '../storage.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildDelivery } from '../testing/build-delivery.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { buildReport } from '../testing/build-report.ts';
import { buildSource } from '../testing/build-source.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { createFakeReferences } from '../testing/fake-references.ts';
import { createFakeSealer } from '../testing/fake-sealer.ts';
import { FakeTimers } from '../testing/fake-timers.ts';
import { makeCertificate } from '../testing/make-certificate.ts';
import { RecordingLogger } from '../testing/recording-logger.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { listEndings } from './list-endings.ts';
import { createIncidentWatch, type IncidentWatch } from './incident-watch.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ACME = organizationLevel(buildOrganization().id);

class House {
  readonly clock = new FakeClock();
  readonly timers = new FakeTimers(this.clock);
  readonly storage = createMemoryStorage();
  readonly newId = sequentialIds();
  readonly logger = new RecordingLogger();
  readonly sealer = createFakeSealer();
  readonly references = createFakeReferences({});
  readonly random = (bytes: number) => new Uint8Array(bytes);

  startWatch(storage: Storage = this.storage): IncidentWatch {
    const watch = createIncidentWatch({
      storage,
      clock: this.clock,
      timers: this.timers,
      newId: this.newId,
      logger: this.logger,
    });
    watch.start();
    return watch;
  }

  async open() {
    return this.storage.incidents.open();
  }

  /** The host's own server, or that of the organization. */
  async connect(level: Level, smtpHost = 'smtp.example.com') {
    await changeSettings(this, root, {
      level,
      set: {
        smtpHost,
        smtpPort: 587,
        useDefaultCredentials: true,
        defaultFromAddress: 'robots@platform.example',
      },
    });
  }

  /** The host's connection with these fields, active. */
  async connectWith(fields: Readonly<Record<string, unknown>>) {
    const server = { smtpHost: 'smtp.example.com', defaultFromAddress: 'robots@platform.example' };
    await changeSettings(this, root, { level: HOST, set: { ...server, ...fields } });
    if ((await this.storage.settings.load(HOST)).draft !== null) await this.activate(HOST);
  }

  async activate(level: Level) {
    const { draft } = await this.storage.settings.load(level);
    if (draft === null) throw new Error('There is no draft.');
    const now = this.clock.now();
    await this.storage.settings.activate({ level, revisionId: draft.id, audit: [], now });
  }

  sign(overrides: Partial<ConnectionSign> = {}): ConnectionSign {
    return {
      owner: HOST,
      server: 'smtp.example.com:587',
      sign: { kind: 'unreachable', reason: 'timeout' },
      verdict: null,
      certificateUntil: null,
      at: this.clock.now(),
      ...overrides,
    };
  }

  end(
    state: 'delivered' | 'deferred' | 'failed' | 'expired',
    reason: string | null,
    address = 'a@x.example',
  ) {
    const delivery = buildDelivery({ id: this.newId(), level: ACME, address });
    const at = this.clock.now();
    const settlement = {
      deliveryId: delivery.id,
      leaseToken: 'lease',
      state,
      reason: reason as 'recipient-unknown' | null,
      attempts: 1,
      maybeDuplicate: false,
      dueAt: state === 'deferred' ? at + 1 : null,
      endedAt: state === 'deferred' ? null : at,
      attempt: {
        deliveryId: delivery.id,
        at,
        state,
        reason: reason as 'recipient-unknown' | null,
        stage: null,
        replyCode: null,
        enhancedCode: null,
        text: null,
        server: null,
        queueId: null,
        took: null,
      },
    };
    return { delivery, settlement, verdict: null, at };
  }
}

let house: House;
beforeEach(() => {
  house = new House();
});

describe('a connection', () => {
  it('that is not reached is an incident of the level that owns it after a minute, and not before', async () => {
    await house.connect(HOST);
    const watch = house.startWatch();
    watch.noteSign(house.sign());
    await house.timers.advance(50 * SECOND);
    watch.noteSign(house.sign());
    await house.timers.advance(9 * SECOND);
    expect(await house.open()).toEqual([]);
    await house.timers.advance(11 * SECOND);
    expect(await house.open()).toMatchObject([
      { level: HOST, count: 2, facts: { kind: 'connection-failing', reason: 'timeout' } },
    ]);
    watch.noteSign(house.sign({ sign: { kind: 'works' } }));
    await house.timers.advance(10 * SECOND);
    expect(await house.open()).toEqual([]);
    expect((await house.storage.incidents.list({}, { limit: 9 })).items).toMatchObject([
      { resolution: 'recovered' },
    ]);
  });

  it('that fails once, or works in between, is none', async () => {
    await house.connect(HOST);
    const watch = house.startWatch();
    for (let minute = 0; minute < 5; minute += 1) {
      watch.noteSign(house.sign());
      await house.timers.advance(MINUTE);
      watch.noteSign(house.sign({ sign: { kind: 'works' } }));
    }
    watch.noteSign(house.sign());
    await house.timers.advance(HOUR);
    expect((await house.storage.incidents.list({}, { limit: 9 })).items).toEqual([]);
  });

  it('whose settings are refused is one at once, and over when the level goes another way', async () => {
    await house.storage.organizations.add(buildOrganization(), buildAuditEntry(house.newId));
    await house.connect(HOST);
    await house.connect(ACME, 'mx.acme.example');
    await house.activate(ACME);
    const watch = house.startWatch();
    const sign = { kind: 'configuration', reason: 'authentication-failed' } as const;
    watch.noteSign(house.sign({ owner: ACME, server: 'mx.acme.example:587', sign }));
    await house.timers.advance(10 * SECOND);
    expect(await house.open()).toMatchObject([{ level: ACME, facts: { reason: 'authentication-failed' } }]);
    await changeSettings(house, root, { level: ACME, set: { smtpHost: 'mx2.acme.example' } });
    await house.activate(ACME);
    await house.timers.advance(MINUTE);
    expect(await house.open()).toEqual([]);
  });
});

describe('mail', () => {
  it('that is given up is one incident for each reason, over once its recipients get mail', async () => {
    const watch = house.startWatch();
    for (const address of ['a@x.example', 'b@x.example', 'a@x.example'])
      watch.noteEnd(house.end('failed', 'recipient-unknown', address));
    watch.noteEnd(house.end('expired', 'expired', 'c@x.example'));
    await house.timers.advance(10 * SECOND);
    expect((await house.open()).map(({ subject, count, level }) => [subject, count, level])).toEqual([
      ['recipient-unknown', 3, ACME],
      ['expired', 1, ACME],
    ]);
    watch.noteEnd(house.end('delivered', null, 'a@x.example'));
    watch.noteEnd(house.end('delivered', null, 'b@x.example'));
    await house.timers.advance(10 * SECOND);
    expect((await house.open()).map(({ subject }) => subject)).toEqual(['expired']);
    house.clock.advance(DAY);
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toEqual([]);
  });

  it('that failed after other mail had come through is not over', async () => {
    const watch = house.startWatch();
    watch.noteEnd(house.end('delivered', null));
    watch.noteEnd(house.end('failed', 'recipient-unknown'));
    await house.timers.advance(10 * SECOND);
    expect(await house.open()).toHaveLength(1);
  });

  it('that waits for settings is one, and over when they can be used', async () => {
    const watch = house.startWatch();
    watch.noteEnd(house.end('deferred', 'no-host'));
    watch.noteEnd(house.end('deferred', 'connection-resting'));
    watch.noteEnd(house.end('deferred', 'busy'));
    await house.timers.advance(10 * SECOND);
    expect(await house.open()).toMatchObject([
      { level: ACME, facts: { kind: 'mail-held', reason: 'no-host' } },
    ]);
    await house.connect(HOST);
    await house.timers.advance(MINUTE);
    expect(await house.open()).toEqual([]);
  });
});

describe('a source', () => {
  const silentFor = async (ms: number) => {
    await house.timers.advance(ms);
    return (await house.open()).map(({ facts }) => facts);
  };

  it('that is silent for longer than it should is one, until it is heard of again', async () => {
    const source = buildSource();
    await house.storage.sources.add(source, buildAuditEntry(house.newId));
    const change = { sourceId: source.id, expectedEvery: HOUR };
    expect((await setSourceExpectation(house, root, change)).outcome).toBe('changed');
    expect((await setSourceExpectation(house, root, change)).outcome).toBe('unchanged');
    house.startWatch();
    expect(await silentFor(HOUR)).toEqual([]);
    expect(await silentFor(2 * MINUTE)).toMatchObject([{ sourceName: 'prod', lastHeardAt: null }]);
    const [secret] = source.secrets;
    const report = buildReport(house.newId, {
      sourceId: source.id,
      secretId: secret!.id,
      receivedAt: house.clock.now(),
    });
    await house.storage.intake.accept([report], 0);
    expect(await silentFor(2 * MINUTE)).toEqual([]);
    expect(await silentFor(HOUR)).toHaveLength(1);
    await setSourceState(house, root, { sourceId: source.id, state: 'disabled' });
    expect(await silentFor(MINUTE)).toEqual([]);
  });

  it.each([MINUTE, 400 * DAY, 1.5, -1])('is not expected every %s ms', async (expectedEvery) => {
    const source = buildSource();
    await house.storage.sources.add(source, buildAuditEntry(house.newId));
    const setting = setSourceExpectation(house, root, { sourceId: source.id, expectedEvery });
    await expect(setting).rejects.toMatchObject({ code: 'input-invalid' });
  });
});

describe('a limit', () => {
  it('that turns webhooks away is one incident that counts them, until it turned none away for five minutes', async () => {
    const watch = house.startWatch();
    const refused = { level: ACME, source: { id: 's', name: 'prod' }, limitPerMinute: 600 };
    for (let sent = 0; sent < 500; sent += 1) watch.noteLimited({ ...refused, at: house.clock.now() });
    watch.noteLimited({ ...refused, source: null, at: house.clock.now() });
    await house.timers.advance(10 * SECOND);
    watch.noteLimited({ ...refused, at: house.clock.now() });
    await house.timers.advance(4 * MINUTE);
    expect(await house.open()).toMatchObject([
      { level: ACME, subject: 's', count: 501, facts: { kind: 'source-limited', sourceName: 'prod' } },
      { level: ACME, subject: 'organization', count: 1, facts: { sourceName: null, limitPerMinute: 600 } },
    ]);
    await house.timers.advance(3 * MINUTE);
    expect(await house.open()).toEqual([]);
  });
});

describe('a certificate', () => {
  it('is warned of 30, 14, 7, 3 and 1 days ahead, and over when another is seen', async () => {
    await house.connect(HOST);
    const watch = house.startWatch();
    const works = { sign: { kind: 'works' } } as const;
    watch.noteSign(house.sign({ ...works, certificateUntil: house.clock.now() + 31 * DAY }));
    const steps: number[] = [];
    for (let day = 0; day < 32; day += 1) {
      await house.timers.advance(MINUTE);
      steps.push((await house.open())[0]?.step ?? 0);
      house.clock.advance(DAY - MINUTE);
    }
    const changesAt = steps.flatMap((step, day) => (step === (steps[day - 1] ?? 0) ? [] : [31 - day]));
    expect(changesAt).toEqual([30, 14, 7, 3, 1]);
    watch.noteSign(house.sign({ ...works, certificateUntil: house.clock.now() + 90 * DAY }));
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toEqual([]);
  });

  it('of a server that is no longer used is nobody’s trouble', async () => {
    await house.connect(HOST, 'other.example.com');
    const watch = house.startWatch();
    watch.noteSign(house.sign({ sign: { kind: 'works' }, certificateUntil: house.clock.now() + DAY }));
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toEqual([]);
  });
});

describe('a client secret', () => {
  const oauth = (day: string) => ({
    authentication: 'oauth2',
    oauthTenant: 'contoso.example',
    oauthClientId: 'client',
    smtpUsername: 'robots@platform.example',
    oauthClientSecret: { reference: 'env:SECRET' },
    oauthClientSecretExpires: day,
  });
  const dayIn = (days: number) => new Date(house.clock.now() + days * DAY).toISOString().slice(0, 10);

  it('is warned of before its last day, until a later one is set', async () => {
    await house.connectWith(oauth(dayIn(31)));
    const watch = house.startWatch();
    watch.noteSign(house.sign({ sign: { kind: 'works' }, certificateUntil: house.clock.now() + 900 * DAY }));
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toEqual([]);
    house.clock.advance(2 * DAY);
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toMatchObject([
      { level: HOST, facts: { kind: 'client-secret-expiring', server: 'smtp.example.com:587' }, step: 1 },
    ]);
    house.clock.advance(25 * DAY);
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toMatchObject([{ step: 3 }]);
    await house.connectWith(oauth(dayIn(700)));
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toEqual([]);
  });
});

describe('a client certificate', () => {
  const show = async (days: number) => {
    const { cert, key } = await makeCertificate({ until: house.clock.now() + days * DAY });
    const given = { clientCertificate: cert, clientKey: new Secret(key), useDefaultCredentials: true };
    await house.connectWith({ ...given, smtpPort: 587 });
  };
  const noted = { sign: { kind: 'works' } } as const;

  it('is warned of 30, 14, 7, 3 and 1 days ahead, and over when another is set', async () => {
    await show(31);
    const watch = house.startWatch();
    watch.noteSign(house.sign({ ...noted, certificateUntil: house.clock.now() + 900 * DAY }));
    const steps: number[] = [];
    for (let day = 0; day < 32; day += 1) {
      await house.timers.advance(MINUTE);
      const open = await house.open();
      expect(open.every(({ facts }) => facts.kind === 'client-certificate-expiring')).toBe(true);
      steps.push(open[0]?.step ?? 0);
      house.clock.advance(DAY - MINUTE);
    }
    const changesAt = steps.flatMap((step, day) => (step === (steps[day - 1] ?? 0) ? [] : [31 - day]));
    expect(changesAt).toEqual([30, 14, 7, 3, 1]);
    expect(await listEndings(house, root, { level: HOST })).toMatchObject([
      { kind: 'client-certificate-expiring', server: 'smtp.example.com:587' },
    ]);
    await show(90);
    await house.timers.advance(2 * MINUTE);
    expect(await house.open()).toEqual([]);
    expect(await listEndings(house, root, { level: HOST })).toEqual([]);
  });

  it('of the host is not told to an organization that sends over it', async () => {
    await house.storage.organizations.add(buildOrganization(), buildAuditEntry(house.newId));
    await show(2);
    expect(await listEndings(house, root, { level: HOST })).toHaveLength(1);
    expect(await listEndings(house, root, { level: ACME })).toEqual([]);
  });
});

describe('writing', () => {
  it('keeps what was noted while storage does not answer, says so once, and costs nothing else', async () => {
    let down = true;
    const { incidents } = house.storage;
    const watch = house.startWatch({
      ...house.storage,
      incidents: {
        ...incidents,
        async open() {
          if (down) throw new AppError('storage-unavailable', 'The database is gone.');
          return incidents.open();
        },
      },
    });
    watch.noteEnd(house.end('failed', 'recipient-unknown'));
    await house.timers.advance(MINUTE);
    watch.noteEnd(house.end('failed', 'recipient-unknown'));
    expect(house.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    down = false;
    await house.timers.advance(20 * SECOND);
    expect(await house.open()).toMatchObject([{ count: 2 }]);
  });

  it('counts what two processes see together into one incident', async () => {
    const [one, two] = [house.startWatch(), house.startWatch()];
    for (let round = 0; round < 3; round += 1) {
      one.noteEnd(house.end('failed', 'recipient-unknown', `${round}@x.example`));
      two.noteEnd(house.end('failed', 'recipient-unknown', `${round}@y.example`));
      await house.timers.advance(10 * SECOND);
    }
    expect(await house.open()).toMatchObject([{ count: 6 }]);
  });

  it('is done once more at the end', async () => {
    const watch = house.startWatch();
    watch.noteEnd(house.end('failed', 'recipient-unknown'));
    await watch.stop();
    expect(await house.open()).toHaveLength(1);
    expect(house.timers.size).toBe(0);
  });
});
