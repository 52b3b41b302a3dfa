import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

const ALERT = JSON.stringify({
  type: 'robot.alert',
  data: { Message: 'Disk nearly full', Severity: 'Error', ProcessName: 'Invoice' },
});

async function withRules() {
  const house = await openCliHouse();
  const { postern } = house;
  await postern(['orgs', 'add', 'acme', '--name', 'Acme']);
  const words = ['sources', 'add', '--org', 'acme', '--kind', 'generic', '--name', 'x', '--json'];
  const { id } = (await postern(words)).json() as { id: string };
  const add = ['rules', 'add', '--org', 'acme', '--to', 'ops@acme.example', '--type'];
  await postern([...add, 'robot.*', '--name', 'Robots']);
  await postern([...add, 'queue.*', '--name', 'Queues']);
  return { ...house, source: id };
}

describe('postern explain', () => {
  it('says for a payload which rules match and why not, who gets it, and what the mail says', async () => {
    const { postern, source } = await withRules();
    const { code, out } = await postern(['explain', 'payload', '--source', source], { input: ALERT });
    expect(code).toBe(0);
    expect(out).toMatch(/Robots\s+matches/);
    expect(out).toMatch(/Queues\s+The rule is for other types\./);
    expect(out).toMatch(/ops@acme\.example\s+at once; beyond 10\/10m as one mail/);
    expect(out).toMatch(/Subject: .*Disk nearly full/);
    expect((await postern(['events'])).out).toBe('No events.\n');
  });

  it('says when the mail would go: in a digest, by what gathers already', async () => {
    const { postern, source } = await withRules();
    const rule = ['rules', 'add', '--org', 'acme', '--to', 'night@acme.example', '--type', 'robot.*'];
    await postern([...rule, '--digest', 'every 2h']);
    const { out } = await postern(['explain', 'payload', '--source', source], { input: ALERT });
    expect(out).toMatch(/night@acme\.example\s+in the digest of \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/);
    const words = ['explain', 'payload', '--source', source, '--json'];
    const { events } = (await postern(words, { input: ALERT })).json() as {
      events: { deliveries: { timing: object }[] }[];
    };
    expect(events[0]?.deliveries.map(({ timing }) => timing)).toEqual([
      { kind: 'at-once', storm: { most: 10, within: 600_000 } },
      { kind: 'gathers', as: 'digest', at: expect.any(Number) as number },
    ]);
  });

  it('names the silence that mutes it', async () => {
    const { postern, source, folder } = await withRules();
    await postern(['silences', 'add', '--org', 'acme', '--until', '1h', '--because', 'Migration']);
    const file = join(folder, 'payload.json');
    await writeFile(file, ALERT);
    const { out } = await postern(['explain', 'payload', '--source', source, '--file', file]);
    expect(out).toMatch(/silence\s+Migration, until/);
    expect(out).toMatch(/ops@acme\.example\s+not at all: a silence mutes it/);
  });

  it('says what would go to quarantine, and why', async () => {
    const { postern, source } = await withRules();
    const refused = await postern(['explain', 'payload', '--source', source], { input: '{' });
    expect(refused.code).toBe(2);
    expect(refused.out).toContain('It would go to quarantine: not-json.');
  });

  it('refuses a source and an event that are not there, and a file that cannot be read', async () => {
    const { postern, source } = await withRules();
    expect((await postern(['explain', 'event', 'nothing'])).err).toContain(
      'There is no event "nothing" here.',
    );
    expect((await postern(['explain', 'payload', '--source', 'no'], { input: ALERT })).code).toBe(1);
    const missing = await postern(['explain', 'payload', '--source', source, '--file', '/nowhere/x.json']);
    expect(missing.err).toContain('cannot be read');
  });
});
