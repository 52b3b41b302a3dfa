import { describe, expect, it } from 'vitest';
import { fixtureBody } from '../../../../test/fixtures/read-fixture.ts';
import { eventsOf, parsePayload, RECEIVED } from '../../../../test/fixtures/uipath-events.ts';

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
      trouble: null,
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
    expect(parsePayload({ Type: 'job.stopped', EventId: '7', Jobs: jobs })).toEqual({
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
    expect(parsePayload(payload)).toMatchObject({ kind: 'quarantine', reason: 'wrong-shape', explanation });
  });

  it.each([
    ['not JSON', 'Type=ping', 'not-json'],
    ['two types', '{"Type":"ping","Type":"job.faulted"}', 'duplicate-keys'],
    ['a deep nest', `{"Type":"ping","x":${'['.repeat(100)}${']'.repeat(100)}}`, 'too-deep'],
  ])('is held when it is %s', (_what, text, reason) => {
    expect(parsePayload(new Uint8Array(Buffer.from(text)))).toMatchObject({ kind: 'quarantine', reason });
  });

  it('is named by its EventId even so', () => {
    expect(parsePayload({ EventId: '41' }).dedupeKey).toBe('id:41');
  });
});

describe('the names of UiPath’s reports', () => {
  it('are their EventId, as text or number', () => {
    expect(parsePayload({ Type: 'ping', EventId: '307348658' }).dedupeKey).toBe('id:307348658');
    expect(parsePayload({ Type: 'ping', EventId: 307348658 }).dedupeKey).toBe('id:307348658');
  });

  it('are a hash of an EventId that is long or not plain, and of the body when there is none', () => {
    expect(parsePayload({ Type: 'ping', EventId: 'x'.repeat(91) }).dedupeKey).toMatch(
      /^id-sha256:[0-9a-f]{64}$/,
    );
    expect(parsePayload({ Type: 'ping', EventId: 'é\u0000' }).dedupeKey).toMatch(/^id-sha256:[0-9a-f]{64}$/);
    expect(parsePayload({ Type: 'ping' }).dedupeKey).toMatch(/^body-sha256:[0-9a-f]{64}$/);
    expect(parsePayload({ Type: 'ping', EventId: 2 ** 53 }).dedupeKey).toMatch(/^body-sha256:[0-9a-f]{64}$/);
  });
});
