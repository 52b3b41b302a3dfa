import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

async function withList() {
  const house = await openCliHouse();
  await house.postern(['orgs', 'add', 'acme', '--name', 'Acme']);
  const add = ['lists', 'add', 'OnCall', 'ana@acme.example', 'bob@acme.example', '--org', 'acme'];
  expect(await house.postern([...add, '--language', 'fr'])).toMatchObject({ code: 0, err: '' });
  return house;
}

const RULE = ['rules', 'add', '--org', 'acme', '--type', 'job.*', '--name', 'Jobs'];
const PAYLOAD = JSON.stringify({ type: 'job.faulted', data: { Message: 'Out of memory' } });

describe('postern lists', () => {
  it('adds one, shows it, changes who is on it and removes it', async () => {
    const { postern } = await withList();
    const shown = (await postern(['lists', 'show', 'oncall', '--org', 'acme', '--json'])).json();
    expect(shown).toMatchObject({
      name: 'oncall',
      members: [
        { address: 'ana@acme.example', language: 'fr', timeZone: null },
        { address: 'bob@acme.example', language: 'fr' },
      ],
    });
    const more = ['lists', 'add-member', 'oncall', 'cat@acme.example', '--org', 'acme', '--time-zone'];
    expect((await postern([...more, 'Asia/Tokyo'])).out).toMatch(/cat@acme\.example +– +Asia\/Tokyo/u);
    const less = ['lists', 'remove-member', 'oncall', 'ana@acme.example', 'bob@acme.example'];
    await postern([...less, '--org', 'acme']);
    expect((await postern(['lists'])).out).toMatch(/oncall +acme +cat@acme\.example\n$/u);
    expect((await postern(['lists', 'remove', 'ONCALL', '--org', 'acme'])).out).toContain('"oncall"');
    expect((await postern(['lists', '--org', 'acme'])).out).toContain('No lists');
  });

  it('mails its members by a rule that names it, as they are when the event comes', async () => {
    const { postern } = await withList();
    await postern([...RULE, '--to', 'list:oncall', 'bob@acme.example']);
    const add = ['sources', 'add', '--org', 'acme', '--kind', 'generic', '--name', 'robots', '--json'];
    const { id } = (await postern(add)).json() as { id: string };
    const explain = ['explain', 'payload', '--source', id];
    const before = await postern(explain, { input: PAYLOAD });
    expect(before.out).toMatch(/ana@acme\.example \(list:oncall\) +at once[^]*bob@acme\.example +at once/u);
    await postern(['lists', 'add-member', 'oncall', 'cat@acme.example', '--org', 'acme']);
    expect((await postern([...explain, '--json'], { input: PAYLOAD })).json()).toMatchObject({
      events: [
        {
          rules: [
            {
              recipients: [
                { address: 'ana@acme.example', list: 'oncall' },
                { address: 'bob@acme.example', list: null },
                { address: 'cat@acme.example', list: 'oncall' },
              ],
            },
          ],
          deliveries: [
            { recipient: { address: 'ana@acme.example', language: 'fr' } },
            { recipient: { address: 'bob@acme.example', language: 'en' } },
            { recipient: { address: 'cat@acme.example' } },
          ],
        },
      ],
    });
  });

  it('says which rules stand in the way of removing it, and that a rule names none', async () => {
    const { postern } = await withList();
    await postern([...RULE, '--to', 'list:oncall']);
    const removing = await postern(['lists', 'remove', 'oncall', '--org', 'acme']);
    expect(removing).toMatchObject({ code: 1, out: '' });
    expect(removing.err).toContain('"Jobs"');
    const naming = await postern([...RULE, '--to', 'list:nobody']);
    expect(naming).toMatchObject({ code: 1, out: '' });
    expect(naming.err).toContain('There is no list "nobody"');
  });
});
