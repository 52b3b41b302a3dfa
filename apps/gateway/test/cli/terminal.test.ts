import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

/** Clears the screen, rings, goes up a line as C1, deletes, and writes from right to left. */
const HOSTILE = '\u001b[2J\u0007\u009b1A\u007f\u202egnp.exe';
const COMMANDS = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;

async function hostileHouse() {
  const house = await openCliHouse();
  const { postern } = house;
  await postern(['orgs', 'add', 'acme', '--name', `Acme \u202e`]);
  const words = ['sources', 'add', '--org', 'acme', '--kind', 'generic', '--name', 'x\u2066y', '--json'];
  const { id } = (await postern(words)).json() as { id: string };
  await postern(['rules', 'add', '--org', 'acme', '--to', 'ops@acme.example', '--type', 'robot.*']);
  return { ...house, source: id };
}

describe('what a payload brings', () => {
  it('commands no terminal: not in a table, a line, JSON or a mail that is shown', async () => {
    const { postern, printed, source } = await hostileHouse();
    const input = JSON.stringify({
      type: 'robot.alert',
      data: { Message: HOSTILE, Severity: 'Error', ProcessName: HOSTILE, [HOSTILE]: HOSTILE },
    });
    expect((await postern(['explain', 'payload', '--source', source], { input })).out).toContain('mail to');
    await postern(['explain', 'payload', '--source', source, '--json'], { input });
    await postern(['explain', 'payload', '--source', source], { input: `{"${HOSTILE}` });
    await postern(['sources', 'list']);
    await postern(['orgs', 'list', '--json']);
    expect(printed()).not.toMatch(COMMANDS);
  });

  it('is still all there in JSON', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme', '--name', 'Ac\u202eme']);
    const listed = await postern(['orgs', 'list', '--json']);
    expect(JSON.stringify(listed.json())).toContain('Ac\u202eme');
    expect(listed.out).toContain(String.raw`Ac\u202eme`);
  });
});

describe('what somebody was made to type', () => {
  it('commands no terminal when it is refused', async () => {
    const { postern, printed } = await openCliHouse();
    for (const words of [
      ['explain', 'event', HOSTILE],
      ['explain', 'event', HOSTILE, '--json'],
      ['deliveries', 'show', HOSTILE],
      ['orgs', HOSTILE],
      [HOSTILE],
      ['settings', 'set', `${HOSTILE}=1`],
    ])
      expect((await postern(words)).code).not.toBe(0);
    expect(printed()).not.toMatch(COMMANDS);
  });
});
