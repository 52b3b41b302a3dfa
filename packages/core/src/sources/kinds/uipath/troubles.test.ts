import { describe, expect, it } from 'vitest';
import { fixtureBody } from '../../../../test/fixtures/read-fixture.ts';
import { eventsOf } from '../../../../test/fixtures/uipath-events.ts';

const [FAULT_ENDED, RUN_BEGAN] = ['2026-03-09T05:03:31.601Z', '2026-03-09T05:00:04.100Z'];

/** What the first event of a fixture says of a trouble, its entity changed. */
function troubleIn(type: string, entity: string, change: Record<string, unknown> = {}) {
  const body = fixtureBody('uipath', type);
  const [given] = [body[entity]].flat() as readonly Record<string, unknown>[];
  const changed = { ...given, ...change };
  const [event] = eventsOf({ ...body, [entity]: changed });
  const { trouble } = event ?? {};
  return trouble === null || trouble === undefined
    ? trouble
    : { ...trouble, at: new Date(trouble.at).toISOString() };
}

describe('a process', () => {
  it('is in trouble from a fault on, as of the end of that run', () => {
    expect(troubleIn('job.faulted', 'Job')).toEqual({ key: 'process|31|1220', state: 'on', at: FAULT_ENDED });
  });

  it('is out of it by a success, as far as the faults lie before the beginning of that run', () => {
    expect(troubleIn('job.completed', 'Job')).toEqual({
      key: 'process|31|1220',
      state: 'over',
      at: RUN_BEGAN,
    });
  });

  it.each([
    ['a success that does not say when it began', 'job.completed', { StartTime: null }],
    ['a fault of nobody knows which process', 'job.faulted', { Release: null, ReleaseName: null }],
    ['a run that somebody stopped', 'job.stopped', {}],
    ['one that waits', 'job.suspended', {}],
  ])('%s says nothing', (_, type, change) => {
    expect(troubleIn(type, 'Job', change)).toBeNull();
  });
});

describe('a trigger', () => {
  it('is in trouble when it could not start its job, until a job names it as what started it', () => {
    const failed = troubleIn('schedule.failed', 'ProcessSchedule', { Id: 58 });
    expect(failed).toMatchObject({ key: 'trigger|31|58', state: 'on' });
    expect(troubleIn('job.started', 'Job')).toEqual({ key: 'trigger|31|58', state: 'over', at: RUN_BEGAN });
    expect(troubleIn('job.started', 'Job', { StartingScheduleId: null })).toBeNull();
  });
});

describe('a robot', () => {
  it.each([
    ['that is not connected', { State: 'Disconnected' }, 'on'],
    ['that does not answer, whatever its state', { State: 'Busy', IsUnresponsive: true }, 'on'],
    ['that has no licence', { State: 'Available', LicenseErrorCode: 'NoLicensesAvailable' }, 'on'],
    ['that is ready', { State: 'Available' }, 'over'],
    ['that works', { State: 'Busy' }, 'over'],
  ])('%s', (_, change, state) => {
    expect(troubleIn('robot.status', 'Sessions', change)).toEqual({
      key: 'robot|31|4101',
      state,
      at: '2026-03-09T07:29:40.100Z',
    });
  });

  it('whose state says neither says nothing', () => {
    expect(troubleIn('robot.status', 'Sessions', { State: 'Unknown' })).toBeNull();
  });
});

describe('a queue item', () => {
  it('is in trouble by its reference, which its retry has too, until one with that reference is done', () => {
    const item = { Reference: 'INV-7' };
    const failed = troubleIn('queueItem.transactionFailed', 'QueueItem', item);
    const done = troubleIn('queueItem.transactionCompleted', 'QueueItem', item);
    expect([failed?.state, done?.state]).toEqual(['on', 'over']);
    expect(failed?.key).toBe('item|31|610|INV-7');
    expect(done?.key).toBe(failed?.key);
  });

  it('without a reference says nothing: its retry is not to be known', () => {
    expect(troubleIn('queueItem.transactionFailed', 'QueueItem', { Reference: null })).toBeNull();
  });
});
