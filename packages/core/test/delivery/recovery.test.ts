import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import { createMailBuilder } from '../../src/adapters/nodemailer/compose-mail.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { openSqliteStorage } from '../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import type { AlertRule } from '../../src/alerts/alert-rule.ts';
import { createConnectionHealth } from '../../src/delivery/connection-health.ts';
import { createDeliverOne } from '../../src/delivery/deliver-one.ts';
import { FOLDING_WINDOW } from '../../src/events/automation-event.ts';
import { planContext } from '../../src/intake/plan-context.ts';
import { planEvents } from '../../src/intake/plan-events.ts';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { HOST } from '../../src/kernel/level.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { Storage } from '../../src/storage.ts';
import { buildRecipient, buildRule } from '../../src/testing/build-rule.ts';
import { buildReport } from '../../src/testing/build-report.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { startSmtpSink, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { useDatabaseFiles } from '../contracts/storage/database-files.ts';
import { fixtureBody } from '../fixtures/read-fixture.ts';
import { parsePayload } from '../fixtures/uipath-events.ts';
import { CARRY_ON, closeTransports, makeTransport } from '../smtp/transport-parts.ts';
import { deliveryHouse } from './delivery-house.ts';
import { connectionRefused } from './scripted-transport.ts';

const files = useDatabaseFiles();

const FAULTS = buildRule({
  level: HOST,
  name: 'Faults',
  matchers: { types: ['job.faulted', 'robot.status'], minimumSeverity: 'error' },
  recipients: [buildRecipient({ timeZone: 'Europe/Paris' })],
});

/** A robot’s session, as UiPath reports it. */
function robot(State: string, at: number): Record<string, unknown> {
  const body = fixtureBody('uipath', 'robot.status');
  const session = {
    SessionId: 1,
    RobotId: 9,
    RobotName: 'R7',
    State,
    ReportingTime: new Date(at).toISOString(),
  };
  return {
    ...body,
    EventId: `${State} ${String(at)}`,
    Timestamp: session.ReportingTime,
    Sessions: [session],
  };
}

/** What takes reports in for the host by one rule. */
function intakeOf(storage: Storage, clock: FakeClock, { newId }: { newId: () => string }) {
  return async (body: Record<string, unknown>, rule: AlertRule = FAULTS): Promise<void> => {
    const parsed = parsePayload(body);
    if (parsed.kind === 'quarantine') throw new Error(parsed.explanation);
    const context = planContext({ level: HOST, organization: null, rules: [rule], silences: [], lists: [] });
    const report = buildReport(newId, { level: HOST, receivedAt: clock.now() });
    const events = planEvents(parsed.events, { context, now: clock.now(), firstId: report.id, newId });
    await storage.intake.accept([{ ...report, content: { kind: 'events', events } }], FOLDING_WINDOW);
  };
}

describe.each([
  ['memory', async () => createMemoryStorage()],
  ['sqlite', async () => openSqliteStorage({ path: await files.emptyDatabase(), clock: new FakeClock() })],
] as const)('the end of a trouble, over %s', (_, open) => {
  async function houseOfHost() {
    const house = deliveryHouse({ storage: await open() });
    await house.hostRelay();
    const worker = house.worker();
    worker.start();
    const take = intakeOf(house.storage, house.clock, house);
    const subjects = () => house.transport.arrived.map(({ head }) => /^Subject: (.*)$/m.exec(head)?.[1]);
    return { ...house, take, worker, subjects };
  }

  it('is told to whoever was told of the trouble, by a rule that does not want that event', async () => {
    const { take, timers, clock, subjects, storage } = await houseOfHost();
    await take(robot('Disconnected', clock.now()));
    await timers.advance(MINUTE);
    await take(robot('Available', clock.now()));
    await timers.advance(MINUTE);
    await take(robot('Busy', clock.now()));
    await timers.advance(MINUTE);
    expect(subjects()).toEqual(['R7 is disconnected', '[Resolved] R7 is disconnected']);
    await storage.close();
  });

  it('is told to nobody by a rule that tells of none', async () => {
    const { take, timers, clock, subjects, storage } = await houseOfHost();
    const quiet = { ...FAULTS, recovery: false };
    await take(robot('Disconnected', clock.now()), quiet);
    await take(robot('Available', clock.now() + 1), quiet);
    await timers.advance(MINUTE);
    expect(subjects()).toEqual(['R7 is disconnected']);
    await storage.close();
  });

  it('never overtakes the mail about the trouble, however long that waits', async () => {
    const { take, timers, clock, transport, subjects, storage } = await houseOfHost();
    transport.behave('relay.example', connectionRefused);
    await take(robot('Disconnected', clock.now()));
    await timers.advance(SECOND);
    await take(robot('Available', clock.now()));
    await timers.advance(10 * MINUTE);
    const { items } = await storage.outbox.list({ state: 'deferred' }, { limit: 10 });
    expect(items.map(({ reason }) => reason)).toEqual(['earlier-mail-waits', 'connection-refused']);
    transport.behave('relay.example', ({ host }) => ({
      kind: 'accepted',
      response: '250 Ok',
      queueId: null,
      server: host,
    }));
    await timers.advance(HOUR);
    expect(subjects()).toEqual(['R7 is disconnected', '[Resolved] R7 is disconnected']);
    await storage.close();
  });
});

describe('over a real server', () => {
  let sink: SmtpSink;
  beforeEach(async () => {
    sink = await startSmtpSink();
  });
  afterEach(async () => {
    await closeTransports();
    await sink.close();
  });

  /** Takes reports in and delivers what is due, all of it real but for the clock. */
  function postOffice() {
    const clock = new FakeClock();
    const storage = createMemoryStorage();
    const { newId } = deliveryHouse({ storage, clock });
    const sender = { fromAddress: 'robots@platform.example', fromDisplayName: null, replyTo: null };
    const route = { kind: 'open', level: HOST, owner: HOST, connection: sink.connection(), sender } as const;
    const deliverOne = createDeliverOne({
      storage,
      routes: {
        of: async () => ({ ...route, fallback: null, organization: null }),
        isCurrent: async () => true,
        ruleName: async () => 'Faults',
        known: async () => [],
      },
      health: createConnectionHealth(),
      transport: makeTransport(),
      mailBuilder: createMailBuilder(),
      layout: createMjmlLayout(),
      clock,
      random: (bytes) => new Uint8Array(bytes),
      logger: silentLogger,
    });
    return {
      clock,
      take: intakeOf(storage, clock, { newId }),
      deliver: async (): Promise<void> => {
        const request = { now: clock.now(), limit: 9, perLevel: 9, leaseToken: newId(), except: [] };
        for (const claimed of await storage.outbox.claimDue({
          ...request,
          leaseUntil: clock.now() + MINUTE,
        })) {
          const result = await deliverOne(claimed, CARRY_ON);
          if (result.kind === 'settle') await storage.outbox.settle([result.settlement]);
        }
      },
    };
  }

  /** A header as it came over the wire, unfolded. */
  const header = (place: number, name: string): string | undefined =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(
      sink.mails[place]?.raw.toString().replace(/\r\n[ \t]+/g, ' ') ?? '',
    )?.[1];

  it('the thread holds by the headers that mail clients go by: references, topic and subject', async () => {
    const { take, deliver, clock } = postOffice();
    await take(robot('Disconnected', clock.now()));
    await deliver();
    clock.advance(20 * MINUTE);
    await take(robot('Disconnected', clock.now()));
    await deliver();
    clock.advance(5 * MINUTE);
    await take(robot('Available', clock.now()));
    await deliver();

    const [first, second] = [header(0, 'Message-ID'), header(1, 'Message-ID')];
    expect(sink.mails).toHaveLength(3);
    expect([header(0, 'References'), header(0, 'In-Reply-To'), header(0, 'Thread-Topic')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([header(1, 'References'), header(1, 'In-Reply-To')]).toEqual([first, first]);
    expect([header(2, 'References'), header(2, 'In-Reply-To')]).toEqual([
      `${String(first)} ${String(second)}`,
      second,
    ]);
    expect([0, 1, 2].map((place) => header(place, 'Subject'))).toEqual([
      'R7 is disconnected',
      'R7 is disconnected',
      '[Resolved] R7 is disconnected',
    ]);
    expect(header(2, 'Thread-Topic')).toBe('R7 is disconnected');
    expect(header(2, 'List-Id')).toBe(header(0, 'List-Id'));
    expect(header(2, 'Importance')).toBeUndefined();
    expect(sink.mails[2]?.raw.toString()).toContain('is over after');
  });

  it('a mail that the server refused is no part of the thread', async () => {
    await sink.close();
    sink = await startSmtpSink({ script: { rcptTo: (_, before) => (before === 0 ? '550 no' : 'accept') } });
    const { take, deliver, clock } = postOffice();
    await take(robot('Disconnected', clock.now()));
    await deliver();
    clock.advance(20 * MINUTE);
    await take(robot('Disconnected', clock.now()));
    await deliver();
    expect(sink.mails).toHaveLength(1);
    expect(header(0, 'References')).toBeUndefined();
    clock.advance(MINUTE);
    await take(robot('Available', clock.now()));
    await deliver();
    expect(header(1, 'References')).toBe(header(0, 'Message-ID'));
  });
});
