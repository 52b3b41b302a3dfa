import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('postern orgs', () => {
  it('adds an organization, and lists it', async () => {
    const { postern } = await openCliHouse();
    const words = [
      'orgs',
      'add',
      'acme',
      '--name',
      'Acme SA',
      '--language',
      'fr',
      '--time-zone',
      'Europe/Paris',
    ];
    expect(await postern(words)).toMatchObject({ code: 0, err: '' });
    expect((await postern(['orgs', 'list', '--json'])).json()).toMatchObject([
      { slug: 'acme', name: 'Acme SA', language: 'fr', timeZone: 'Europe/Paris' },
    ]);
  });

  it.each([
    ['a short name with capitals', ['Acme'], 'lower-case'],
    ['a zone that does not exist', ['acme', '--time-zone', 'Europe/Pariss'], 'IANA'],
    ['a language that Postern has not', ['acme', '--language', 'de'], '"en" or "fr"'],
    ['the name of the host level', ['host'], 'host level'],
  ])('refuses %s, says why, and adds nothing', async (_what, words, why) => {
    const { postern } = await openCliHouse();
    const refused = await postern(['orgs', 'add', ...words]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(why);
    expect((await postern(['orgs', 'list', '--json'])).json()).toEqual([]);
  });

  it('names the nearest organization for a slip', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    const slip = await postern(['settings', 'view', '--org', 'acne']);
    expect(slip.code).toBe(1);
    expect(slip.err).toContain('Did you mean "acme"?');
  });
});
