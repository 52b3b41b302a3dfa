import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

const HOUR = 60 * 60_000;

async function withAcme() {
  const house = await openCliHouse();
  await house.postern(['orgs', 'add', 'acme', '--name', 'Acme']);
  return house;
}

const ADD = ['silences', 'add', '--org', 'acme', '--type', 'job.*', '--because', 'Migration'];

describe('postern silences', () => {
  it('adds one with its matchers and its length, lists it and ends it', async () => {
    const { postern } = await withAcme();
    const words = [...ADD, '--process', 'Invoice*', '--until', '2h', '--json'];
    const silence = (await postern(words)).json() as { id: string; startsAt: number; endsAt: number };
    expect(silence).toMatchObject({
      reason: 'Migration',
      matchers: { types: ['job.*'], processes: ['Invoice*'] },
      createdBy: { kind: 'command-line', name: 'tester' },
    });
    expect(silence.endsAt - silence.startsAt).toBe(2 * HOUR);
    const { out } = await postern(['silences', '--org', 'acme']);
    expect(out).toContain('active');
    expect(out).toContain('type job.*, process Invoice*');
    expect((await postern(['silences', 'end', silence.id])).out).toContain('ended');
    expect((await postern(['silences'])).out).toBe('No silences.\n');
    expect((await postern(['silences', 'list', '--all', '--json'])).json()).toMatchObject([
      { state: 'over' },
    ]);
  });

  it('refuses what never ends, and says what an end looks like', async () => {
    const { postern } = await withAcme();
    expect((await postern(ADD)).code).toBe(64);
    const soon = await postern([...ADD, '--until', 'soon']);
    expect(soon).toMatchObject({ code: 1, out: '' });
    expect(soon.err).toContain('write 30m, 2h, 3d, 18:00');
  });

  it('wonders about a type that no sender is known to report', async () => {
    const { postern } = await withAcme();
    const words = ['silences', 'add', '--host', '--type', 'job.fautled', '--because', 'x', '--until', '1h'];
    expect(await postern(words)).toMatchObject({
      code: 0,
      err: expect.stringContaining('job.faulted') as string,
    });
  });
});
