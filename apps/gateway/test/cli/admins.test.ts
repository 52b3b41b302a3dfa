import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

const PERSON = 'T0123ABCD/U024BE7LH';
const GROUP = 'T0123ABCD/S0614TZR7';

describe('postern admins', () => {
  it('adds people and groups at either level, lists and removes them', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    expect((await postern(['admins'])).out).toContain('Nobody administers the system from Slack.');
    expect((await postern(['admins', 'add', PERSON])).out).toBe(`${PERSON} administers the system.\n`);
    expect((await postern(['admins', 'add', PERSON])).out).toContain('does so already');
    expect((await postern(['admins', 'add', GROUP, '--org', 'acme'])).code).toBe(0);
    const acme = await postern(['admins', 'list', '--org', 'acme', '--json']);
    expect(acme.json()).toMatchObject({
      configured: [],
      grants: [{ holder: { kind: 'group', teamId: 'T0123ABCD', groupId: 'S0614TZR7' } }],
    });
    expect((await postern(['admins', 'remove', GROUP, '--org', 'acme'])).code).toBe(0);
    expect((await postern(['admins', 'remove', GROUP, '--org', 'acme'])).err).toContain(
      'does not administer acme',
    );
  });

  it('shows those of the configuration, and keeps the last one without them', async () => {
    const { postern } = await openCliHouse();
    await postern(['admins', 'add', PERSON]);
    const refused = await postern(['admins', 'remove', PERSON]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('last person');
    const environment = { POSTERN_SYSTEM_ADMINS: 'U0CONFIG' };
    expect((await postern(['admins'], { environment })).out).toMatch(/\*\/U0CONFIG .* POSTERN_SYSTEM_ADMINS/);
    expect((await postern(['admins', 'remove', PERSON], { environment })).code).toBe(0);
  });

  it.each(['U024BE7LH', 'T0123ABCD/', 'T0123ABCD/ada', 'a/b/c'])('refuses %s', async (who) => {
    const { postern } = await openCliHouse();
    expect(await postern(['admins', 'add', who])).toMatchObject({ code: 1, out: '' });
  });

  it('makes a claim code until somebody administers the system', async () => {
    const { postern } = await openCliHouse();
    expect((await postern(['admins', 'claim-code'])).out).toMatch(/claim (?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
    await postern(['admins', 'add', PERSON]);
    expect(await postern(['admins', 'claim-code'])).toMatchObject({ code: 1, out: '' });
  });
});
