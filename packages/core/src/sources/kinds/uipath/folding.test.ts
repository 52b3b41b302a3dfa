import { describe, expect, it } from 'vitest';
import { fixtureBody } from '../../../../test/fixtures/read-fixture.ts';
import { eventsOf, fixtureEvent } from '../../../../test/fixtures/uipath-events.ts';
import type { AutomationEvent } from '../../../events/automation-event.ts';

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
    expect(copy(type).foldKey).toBe(fixtureEvent(type).foldKey);
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
    expect(changed(type, entity, changes).foldKey).not.toBe(fixtureEvent(type).foldKey);
  });

  it('not the same id of another tenant', () => {
    expect(copy('queue.created', { TenantId: 32 }).foldKey).not.toBe(fixtureEvent('queue.created').foldKey);
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
