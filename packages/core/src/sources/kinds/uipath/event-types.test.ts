import { describe, expect, it } from 'vitest';
import { fixtureBody, fixtureNames, readFixture } from '../../../../test/fixtures/read-fixture.ts';
import { eventsOf, factsOf, fixtureEvent } from '../../../../test/fixtures/uipath-events.ts';
import { EVENT_TYPES } from '../../../events/catalogue.ts';

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
    const event = fixtureEvent('job.faulted');
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
    expect(fixtureEvent('job.started').data).toEqual({
      'InputArguments.mailbox': 'claims@insurer.example',
      'InputArguments.limit': '200',
    });
  });

  it('job.completed: results by name, lists as JSON', () => {
    expect(fixtureEvent('job.completed')).toMatchObject({
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
    const event = fixtureEvent('queueItem.transactionFailed');
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
    expect(factsOf(fixtureEvent('queue.created'))).toEqual({ 'max-retries': 1, sla: '240 min', user: '88' });
  });

  it('process.updated: the version', () => {
    const event = fixtureEvent('process.updated');
    expect(event.process).toEqual({ id: '1220', name: 'Claims_Triage' });
    expect(factsOf(event)).toMatchObject({ version: '3.4.1' });
  });

  it('schedule.failed: trigger, process, the one robot, and why', () => {
    const event = fixtureEvent('schedule.failed');
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
    const event = fixtureEvent('task.completed');
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
    expect(fixtureEvent('ping')).toMatchObject({
      severity: 'info',
      subject: null,
      detail: null,
      foldKey: null,
    });
  });

  it('custom: its message, its plain values, and all of it by name', () => {
    expect(fixtureEvent('custom')).toMatchObject({
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
