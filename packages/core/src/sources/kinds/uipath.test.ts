import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixtureBody, fixtureNames, readFixture } from '../../../test/fixtures/read-fixture.ts';
import type { AutomationEvent } from '../../events/automation-event.ts';
import { EVENT_TYPES } from '../../events/catalogue.ts';
import { Secret } from '../../kernel/secret.ts';
import type { ParsedReport } from '../source-kind.ts';
import { uipathKind } from './uipath.ts';

const RECEIVED = Date.UTC(2026, 2, 9, 18);

function parse(payload: unknown): ParsedReport {
  const body = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload));
  return uipathKind.parse({ headers: {}, body }, RECEIVED);
}

function eventsOf(payload: unknown): readonly AutomationEvent[] {
  const report = parse(payload);
  if (report.kind === 'quarantine') throw new Error(report.explanation);
  return report.events;
}

function fixture(type: string): AutomationEvent {
  return eventsOf(readFixture('uipath', type))[0]!;
}

/** Facts as a plain object: texts and numbers as they are, times in ISO form. */
function factsOf({ facts }: AutomationEvent): Record<string, string | number> {
  return Object.fromEntries(
    facts.map(({ label, value }) => {
      if (value.kind === 'time') return [label, new Date(value.at).toISOString()];
      return [label, value.kind === 'text' ? value.text : value.number];
    }),
  );
}

describe('the signature of UiPath', () => {
  const secrets = [{ id: 's1', secret: new Secret('1234567890') }];
  const body = Buffer.from('{"Type":"ping","EventId":"1"}');
  const base64 = 'GDR16PJpirbHLr467NtLvUfHASOflf+JhJgK5ME+Xnc=';
  const hex = Buffer.from(base64, 'base64').toString('hex');

  it.each([
    ['Base64', base64, 'base64'],
    ['Base64 behind a prefix', `sha256=${base64}`, 'sha256=base64'],
    ['hex behind a prefix', `sha256=${hex}`, 'sha256=hex'],
    ['hex in capitals', `SHA256=${hex.toUpperCase()}`, 'sha256=hex'],
    ['Base64 with white space around', ` ${base64} `, 'base64'],
  ])('is accepted as %s, and the form is told', (_what, signature, form) => {
    const request = { headers: { 'x-uipath-signature': [signature] }, body };
    expect(uipathKind.verify(request, secrets, 0)).toEqual({ ok: true, secretId: 's1', form });
  });

  it.each([
    ['hex without a prefix', hex],
    ['half a hex', `sha256=${hex.slice(0, 63)}`],
    ['Base64 without its padding', base64.slice(0, -1)],
    ['URL-safe Base64', base64.replace('+', '-')],
    ['a prefix alone', 'sha256='],
    ['another algorithm', `sha1=${hex}`],
  ])('is garbled as %s', (_what, signature) => {
    const request = { headers: { 'x-uipath-signature': [signature] }, body };
    expect(uipathKind.verify(request, secrets, 0)).toEqual({ ok: false, reason: 'signature-malformed' });
  });

  it('is over the raw bytes: the same JSON with one space more does not fit', () => {
    const request = {
      headers: { 'x-uipath-signature': [base64] },
      body: Buffer.from('{"Type": "ping","EventId":"1"}'),
    };
    expect(uipathKind.verify(request, secrets, 0)).toEqual({ ok: false, reason: 'signature-wrong' });
  });

  it('takes the secret as UTF-8', () => {
    const secret = 'clé secrète';
    const signature = createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('base64');
    const request = { headers: { 'x-uipath-signature': [signature] }, body };
    const verification = uipathKind.verify(request, [{ id: 's2', secret: new Secret(secret) }], 0);
    expect(verification).toMatchObject({ ok: true });
  });
});

describe('UiPath’s event types', () => {
  it('have a payload each among the fixtures', () => {
    const families = new Set([
      'job',
      'robot',
      'queue',
      'queue-item',
      'process',
      'trigger',
      'action',
      'system',
    ]);
    const known = EVENT_TYPES.filter(({ family }) => families.has(family)).map(({ type }) => type);
    expect(fixtureNames('uipath')).toEqual(known.toSorted());
  });

  it.each(fixtureNames('uipath'))('%s keeps its type, its envelope and the catalogue’s severity', (type) => {
    const payload = fixtureBody('uipath', type);
    for (const event of eventsOf(payload)) {
      expect(event.type).toBe(type);
      expect(event.tenant).toEqual({ id: '31', name: null });
      expect(event.senderEventId).toBe(payload['EventId']);
      const default_ = EVENT_TYPES.find((one) => one.type === type)?.severity;
      if (type !== 'robot.status') expect(event.severity).toBe(default_);
    }
  });

  it.each(fixtureNames('uipath').filter((type) => !['ping', 'custom', 'robot.status'].includes(type)))(
    '%s says what it is about',
    (type) => {
      for (const event of eventsOf(readFixture('uipath', type))) {
        expect(event.subject).not.toBeNull();
        expect(event.folder).toEqual({ id: '77120', name: null });
      }
    },
  );

  it('job.faulted: process, robot, machine, times, exception and what it may fold with', () => {
    const event = fixture('job.faulted');
    expect(event).toMatchObject({
      severity: 'error',
      occurredAt: Date.parse('2026-03-09T05:03:31.601Z'),
      foldKey: 'job.faulted|31|c0a1f7d2-6a5e-4c3b-9d2f-1e0b8a7c6002|Faulted|2026-03-09T05:03:31.601Z',
      process: { id: '1220', name: 'Claims_Triage' },
      robot: { id: '905', name: 'claims-bot-02' },
      machine: 'BOT-LYON-02',
      subject: 'Claims_Triage',
      data: { 'InputArguments.policyHolder': 'Marie Curie', 'InputArguments.amount': '1250.5' },
    });
    expect(factsOf(event)).toEqual({
      state: 'Faulted',
      started: '2026-03-09T05:00:05.020Z',
      ended: '2026-03-09T05:03:31.601Z',
      'exception-type': 'System.Net.WebException',
      source: 'Schedule',
      trigger: '58',
      job: 'c0a1f7d2-6a5e-4c3b-9d2f-1e0b8a7c6002',
    });
    expect(event.detail).toMatch(/^The remote server .*\n\nSource: HTTP Request 'policy service'\nException/);
  });

  it('job.created: one event per job, with how many were asked for', () => {
    const events = eventsOf(readFixture('uipath', 'job.created'));
    expect(events.map(({ machine }) => machine)).toEqual(['BOT-LYON-02', 'BOT-LYON-03']);
    expect(factsOf(events[0]!)).toMatchObject({ state: 'Pending', 'jobs-count': 2 });
  });

  it('job.started: arguments that come as JSON text are read like an object', () => {
    expect(fixture('job.started').data).toEqual({
      'InputArguments.mailbox': 'claims@insurer.example',
      'InputArguments.limit': '200',
    });
  });

  it('job.completed: results by name, lists as JSON', () => {
    expect(fixture('job.completed')).toMatchObject({
      severity: 'success',
      detail: 'Job completed',
      data: {
        'OutputArguments.claims': '198',
        'OutputArguments.skipped': '[4,17]',
        'OutputArguments.operator': 'Zoë Lefèvre',
      },
    });
  });

  it('robot.status: one event per session, as severe as UiPath’s own alerts', () => {
    const events = eventsOf(readFixture('uipath', 'robot.status'));
    expect(events.map(({ machine, severity }) => [machine, severity])).toEqual([
      ['BOT-LYON-02', 'fatal'],
      ['BOT-LYON-03', 'error'],
      ['BOT-LYON-04', 'info'],
      ['BOT-LYON-05', 'warn'],
    ]);
    expect(events[1]).toMatchObject({ robot: { id: '906', name: null }, subject: 'BOT-LYON-03' });
    expect(factsOf(events[1]!)).toEqual({
      state: 'Busy',
      status: 'Unresponsive',
      reported: '2026-03-09T07:29:41.000Z',
    });
    expect(factsOf(events[3]!)).toMatchObject({ 'license-error': 'NoLicensesAvailable' });
  });

  it('queueItem.transactionFailed: an application exception is an error, with its reason said once', () => {
    const event = fixture('queueItem.transactionFailed');
    expect(event).toMatchObject({
      severity: 'error',
      queue: { id: '610', name: 'Claims' },
      robot: { id: '905', name: 'claims-bot-02' },
      subject: 'CLM-2026-00418',
      detail: "Timeout reached.\nSource: Click 'Submit'",
      data: { 'SpecificContent.claimant': 'Günther Süß', 'SpecificContent.iban': 'DE00 0000 0000' },
    });
    expect(factsOf(event)).toMatchObject({
      reference: 'CLM-2026-00418',
      state: 'Failed',
      'exception-type': 'ApplicationException',
      retry: 1,
      started: '2026-03-09T09:03:55.000Z',
      ended: '2026-03-09T09:04:11.000Z',
    });
  });

  it('queueItem.transactionFailed: a business exception is a warning', () => {
    const payload = fixtureBody('uipath', 'queueItem.transactionFailed');
    const item = payload['QueueItem'] as Record<string, unknown>;
    item['ProcessingException'] = {
      Reason: 'Unknown',
      Details: 'No such policy.',
      Type: 'BusinessException',
    };
    expect(eventsOf(payload)[0]).toMatchObject({ severity: 'warn', detail: 'Unknown\n\nNo such policy.' });
    delete item['ProcessingException'];
    expect(eventsOf(payload)[0]).toMatchObject({ severity: 'error', detail: null });
  });

  it('queueItem.added: one event per item, with when it is due', () => {
    const events = eventsOf(readFixture('uipath', 'queueItem.added'));
    expect(events.map(({ subject }) => subject)).toEqual(['CLM-2026-00417', 'CLM-2026-00418']);
    expect(factsOf(events[0]!)).toMatchObject({
      due: '2026-03-09T17:00:00.000Z',
      deferred: '2026-03-09T09:00:00.000Z',
    });
    expect(factsOf(events[0]!)).not.toHaveProperty('status');
  });

  it('queue.created: retries and service level', () => {
    expect(factsOf(fixture('queue.created'))).toEqual({ 'max-retries': 1, sla: '240 min', user: '88' });
  });

  it('process.updated: the version', () => {
    const event = fixture('process.updated');
    expect(event.process).toEqual({ id: '1220', name: 'Claims_Triage' });
    expect(factsOf(event)).toMatchObject({ version: '3.4.1' });
  });

  it('schedule.failed: trigger, process, the one robot, and why', () => {
    const event = fixture('schedule.failed');
    expect(event).toMatchObject({
      subject: 'Claims every hour',
      process: { id: '1220', name: 'Claims_Triage' },
      robot: { id: '905', name: 'claims-bot-02' },
      detail: 'The robots already have pending jobs for this process.',
    });
    expect(factsOf(event)).toEqual({
      trigger: 'Claims every hour',
      schedule: '0 0 0/1 1/1 * ? *',
      'time-zone': 'Romance Standard Time',
    });
  });

  it('task.completed: the action, the answer, and its data for rules that ask', () => {
    const event = fixture('task.completed');
    expect(event.data).toEqual({ 'Data.claimant': 'Günther Süß' });
    expect(factsOf(event)).toEqual({
      action: 'Approve claim CLM-2026-00417',
      state: 'Completed',
      status: 'Approve',
      priority: 'High',
      catalog: 'Claims',
      'assigned-to': '91',
      created: '2026-03-09T12:00:00.000Z',
      user: '91',
    });
  });

  it('ping: an event that says nothing', () => {
    expect(fixture('ping')).toMatchObject({ severity: 'info', subject: null, detail: null, foldKey: null });
  });

  it('custom: its message, its plain values, and all of it by name', () => {
    expect(fixture('custom')).toMatchObject({
      detail: 'Month-end closing can start\n\nledger: FR01\nlines: 1520',
      data: {
        'EventData.message': 'Month-end closing can start',
        'EventData.ledger': 'FR01',
        'EventData.lines': '1520',
        'EventData.approver': '{"name":"Zoë Lefèvre"}',
      },
    });
  });
});

describe('what UiPath may send otherwise', () => {
  it.each([
    ['job.faulted', 'Job', 'Jobs'],
    ['job.stopped', 'Jobs', 'Job'],
    ['queueItem.transactionFailed', 'QueueItem', 'QueueItems'],
    ['queueItem.added', 'QueueItems', 'QueueItem'],
    ['robot.status', 'Sessions', 'Session'],
    ['robot.created', 'Robots', 'Robot'],
    ['queue.created', 'Queues', 'Queue'],
    ['process.created', 'Releases', 'Release'],
    ['task.created', 'Tasks', 'Task'],
    ['schedule.failed', 'ProcessSchedule', 'ProcessSchedules'],
  ])('%s: an object or a list, under %s or %s, all mean the same', (type, name, otherName) => {
    const { [name]: content, ...rest } = fixtureBody('uipath', type);
    const list: readonly unknown[] = Array.isArray(content) ? content : [content];
    const expected = eventsOf({ ...rest, [name]: content });
    expect(expected).toHaveLength(list.length);
    expect(eventsOf({ ...rest, [name]: list })).toEqual(expected);
    expect(eventsOf({ ...rest, [otherName]: list })).toEqual(expected);
    expect(eventsOf({ ...rest, [name]: list[0] })).toEqual(expected.slice(0, 1));
  });

  it('an unknown type of a known family is read like the others of it', () => {
    const [event] = eventsOf({ ...fixtureBody('uipath', 'job.faulted'), Type: 'job.resurrected' });
    expect(event).toMatchObject({
      type: 'job.resurrected',
      severity: 'error',
      process: { name: 'Claims_Triage' },
    });
  });

  it('an unknown type of no family says what it says, and guesses nothing', () => {
    const [event, ...others] = eventsOf({
      Type: 'machine.drained',
      EventId: 'e9',
      Timestamp: '2026-03-09T18:00:00',
      Name: 'Postern',
      Message: 'Drained\r\nby policy',
      Slots: 4,
      Reason: 'maintenance <b>window</b>',
      InputArguments: '{"iban":"DE00"}',
      Machine: { Id: 7, Owner: 'Zoë' },
    });
    expect(others).toEqual([]);
    expect(event).toEqual({
      type: 'machine.drained',
      severity: 'info',
      occurredAt: RECEIVED,
      senderEventId: 'e9',
      foldKey: null,
      tenant: null,
      folder: null,
      process: null,
      robot: null,
      queue: null,
      machine: null,
      subject: null,
      facts: [],
      detail: 'Drained\nby policy\n\nSlots: 4\nReason: maintenance <b>window</b>',
      link: null,
      addressee: null,
      data: {
        Message: 'Drained by policy',
        Slots: '4',
        Reason: 'maintenance <b>window</b>',
        'InputArguments.iban': 'DE00',
        'Machine.Id': '7',
        'Machine.Owner': 'Zoë',
      },
    });
  });

  it('an unknown type may say itself how bad it is', () => {
    expect(eventsOf({ Type: 'x.y', Severity: 'Fatal' })[0]?.severity).toBe('fatal');
  });

  it('a known type in other case is the known type', () => {
    expect(eventsOf({ ...fixtureBody('uipath', 'job.faulted'), Type: ' Job.Faulted\n' })[0]).toMatchObject({
      type: 'job.faulted',
      severity: 'error',
    });
  });

  it.each([
    ['no entity', {}],
    ['null', { Job: null }],
    ['an empty list', { Jobs: [] }],
    ['a list of nothings', { Jobs: [null, 'x', 3, []] }],
  ])('a fault with %s is still a fault', (_what, entities) => {
    const events = eventsOf({ Type: 'job.faulted', EventId: '1', ...entities });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'job.faulted', severity: 'error', foldKey: null });
  });

  it.each([null, 'x', 3, true, [], {}, { Id: {} }])('fields may all be %j', (odd) => {
    const job = fixtureBody('uipath', 'job.faulted')['Job'] as Record<string, unknown>;
    const oddJob = Object.fromEntries(Object.keys(job).map((key) => [key, odd]));
    const [event] = eventsOf({ Type: 'job.faulted', TenantId: odd, Timestamp: odd, Job: oddJob });
    expect(event).toMatchObject({ type: 'job.faulted', severity: 'error', occurredAt: RECEIVED });
  });

  it.each([
    ['seven digits', '2026-03-09T18:00:00.1234567Z', '2026-03-09T18:00:00.123Z'],
    ['no digits', '2026-03-09T18:00:00Z', '2026-03-09T18:00:00.000Z'],
    ['no zone', '2026-03-09T18:00:00.5', '2026-03-09T18:00:00.500Z'],
  ])('a timestamp with %s', (_what, timestamp, expected) => {
    const [event] = eventsOf({ Type: 'ping', Timestamp: timestamp });
    expect(new Date(event!.occurredAt).toISOString()).toBe(expected);
  });

  it('no timestamp: it happened when it came', () => {
    expect(eventsOf({ Type: 'ping' })[0]?.occurredAt).toBe(RECEIVED);
  });

  it('a megabyte of Info is cut at 16 KiB, honestly', () => {
    const job = { Key: 'k', State: 'Faulted', Info: 'é\r\n'.repeat(262_144) };
    const detail = eventsOf({ Type: 'job.faulted', Job: job })[0]?.detail ?? '';
    expect(Buffer.byteLength(detail)).toBeLessThanOrEqual(16_384);
    expect(detail).toMatch(/é\n\[… cut here: the whole text has 1,048,576 bytes\]$/);
  });

  it('a thousand jobs in one report are a thousand events; one more is held', () => {
    const jobs = Array.from({ length: 1_001 }, (_, index) => ({ Key: String(index), State: 'Stopped' }));
    expect(eventsOf({ Type: 'job.stopped', Jobs: jobs.slice(1) })).toHaveLength(1_000);
    expect(parse({ Type: 'job.stopped', EventId: '7', Jobs: jobs })).toEqual({
      kind: 'quarantine',
      dedupeKey: 'id:7',
      reason: 'too-many-events',
      explanation: 'The report names 1001 things; Postern takes up to 1000 in one.',
    });
  });
});

describe('what cannot be a UiPath report', () => {
  it.each([
    ['a list', [], 'The body must be an object such as {"Type": "job.faulted", …}; it is a list.'],
    ['a text', 'ping', 'The body must be an object such as {"Type": "job.faulted", …}; it is a text.'],
    ['null', null, 'The body must be an object such as {"Type": "job.faulted", …}; it is null.'],
    ['no type', { EventId: '1' }, `"Type" must be the event's type, such as "job.faulted"; it is missing.`],
    ['type 5', { Type: 5 }, `"Type" must be the event's type, such as "job.faulted"; it is a number.`],
    [
      'an empty type',
      { Type: ' \u0000' },
      `"Type" must be the event's type, such as "job.faulted"; it is an empty text.`,
    ],
    [
      'a type in lower case',
      { type: 'ping' },
      `"Type" must be the event's type, such as "job.faulted"; it is missing.`,
    ],
  ])('is held with a precise reason: %s', (_what, payload, explanation) => {
    expect(parse(payload)).toMatchObject({ kind: 'quarantine', reason: 'wrong-shape', explanation });
  });

  it.each([
    ['not JSON', 'Type=ping', 'not-json'],
    ['two types', '{"Type":"ping","Type":"job.faulted"}', 'duplicate-keys'],
    ['a deep nest', `{"Type":"ping","x":${'['.repeat(100)}${']'.repeat(100)}}`, 'too-deep'],
  ])('is held when it is %s', (_what, text, reason) => {
    expect(parse(new Uint8Array(Buffer.from(text)))).toMatchObject({ kind: 'quarantine', reason });
  });

  it('is named by its EventId even so', () => {
    expect(parse({ EventId: '41' }).dedupeKey).toBe('id:41');
  });
});

describe('the names of UiPath’s reports', () => {
  it('are their EventId, as text or number', () => {
    expect(parse({ Type: 'ping', EventId: '307348658' }).dedupeKey).toBe('id:307348658');
    expect(parse({ Type: 'ping', EventId: 307348658 }).dedupeKey).toBe('id:307348658');
  });

  it('are a hash of an EventId that is long or not plain, and of the body when there is none', () => {
    expect(parse({ Type: 'ping', EventId: 'x'.repeat(91) }).dedupeKey).toMatch(/^id-sha256:[0-9a-f]{64}$/);
    expect(parse({ Type: 'ping', EventId: 'é\u0000' }).dedupeKey).toMatch(/^id-sha256:[0-9a-f]{64}$/);
    expect(parse({ Type: 'ping' }).dedupeKey).toMatch(/^body-sha256:[0-9a-f]{64}$/);
  });
});

describe('what UiPath’s events fold with', () => {
  /** The fixture as another folder's copy: other ids of the report, another folder, sent a moment later. */
  function copy(type: string, changes: Record<string, unknown> = {}): AutomationEvent {
    const payload = fixtureBody('uipath', type);
    return eventsOf({
      ...payload,
      EventId: 'another',
      OrganizationUnitId: 99,
      Timestamp: '2026-03-09T23:00:00Z',
      ...changes,
    })[0]!;
  }

  function changed(type: string, entity: string, changes: Record<string, unknown>): AutomationEvent {
    const content = fixtureBody('uipath', type)[entity];
    const first = (Array.isArray(content) ? content[0] : content) as Record<string, unknown>;
    return copy(type, { [entity]: { ...first, ...changes } });
  }

  it.each([
    'job.started',
    'job.completed',
    'job.faulted',
    'job.stopped',
    'job.suspended',
    'robot.status',
    'robot.created',
    'robot.deleted',
    'queue.created',
    'process.deleted',
    'queueItem.added',
    'queueItem.transactionFailed',
    'task.created',
  ])('%s: the copies of other folders', (type) => {
    expect(copy(type).foldKey).not.toBeNull();
    expect(copy(type).foldKey).toBe(fixture(type).foldKey);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['job.faulted', 'Job', { Key: 'another' }],
    ['job.faulted', 'Job', { EndTime: '2026-03-09T05:09:00Z' }],
    ['job.suspended', 'Job', { ResumeTime: '2026-03-09T06:30:00Z' }],
    ['robot.status', 'Sessions', { State: 'Available' }],
    ['robot.status', 'Sessions', { IsUnresponsive: true }],
    ['robot.status', 'Sessions', { ReportingTime: '2026-03-09T07:40:00Z' }],
    ['queueItem.transactionFailed', 'QueueItem', { RetryNumber: 2 }],
    ['queueItem.transactionFailed', 'QueueItem', { Status: 'Retried' }],
    ['queueItem.transactionStarted', 'QueueItem', { StartProcessing: '2026-03-09T09:30:00Z' }],
  ])('%s: not what happened again: %s %o', (type, entity, changes) => {
    expect(changed(type, entity, changes).foldKey).not.toBe(fixture(type).foldKey);
  });

  it('not the same id of another tenant', () => {
    expect(copy('queue.created', { TenantId: 32 }).foldKey).not.toBe(fixture('queue.created').foldKey);
  });

  it('two changes of one thing fold only when the server says that they are one', () => {
    expect(copy('queue.updated').foldKey).toBeNull();
    const time = { EventTime: '2026-03-09T08:00:00.1Z' };
    expect(copy('queue.updated', time).foldKey).toBe('queue.updated|31|610|2026-03-09T08:00:00.100Z');
  });

  it('with nothing when they have no id', () => {
    expect(eventsOf({ Type: 'job.faulted', Job: { State: 'Faulted' } })[0]?.foldKey).toBeNull();
  });

  it('by a hash when the ids are long', () => {
    const [event] = eventsOf({ Type: 'job.faulted', Job: { Key: 'k'.repeat(240) } });
    expect(event?.foldKey).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('never across what a separator within an id could fake', () => {
    const one = eventsOf({ Type: 'job.x', Job: { Key: 'a|b', State: 'c' } })[0]?.foldKey;
    const other = eventsOf({ Type: 'job.x', Job: { Key: 'a', State: 'b|c' } })[0]?.foldKey;
    expect(one).not.toBe(other);
  });
});
