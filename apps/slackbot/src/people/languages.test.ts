import { HOUR, silentLogger } from '@postern/core';
import { FakeClock } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { createLanguages, type FetchLocale } from './languages.ts';

const ADA = { teamId: 'T1', userId: 'U1' };

function startLanguages() {
  const clock = new FakeClock();
  const asked: string[] = [];
  const answering =
    (locale: string | null): FetchLocale =>
    async (userId) => {
      asked.push(userId);
      return locale;
    };
  const failing: FetchLocale = async () => {
    throw new Error('ratelimited');
  };
  return { clock, asked, answering, failing, languages: createLanguages({ clock, logger: silentLogger }) };
}

describe('createLanguages', () => {
  it.each([
    ['fr-CA', 'fr'],
    ['en-US', 'en'],
    ['de-DE', 'en'],
    [null, 'en'],
  ])('reads the locale %s as %s', async (locale, language) => {
    const { languages, answering } = startLanguages();
    expect(await languages.of(ADA, answering(locale))).toBe(language);
  });

  it('asks once an hour', async () => {
    const { languages, answering, clock, asked } = startLanguages();
    await languages.of(ADA, answering('fr-FR'));
    expect(await languages.of(ADA, answering('en-GB'))).toBe('fr');
    clock.advance(HOUR);
    expect(await languages.of(ADA, answering('en-GB'))).toBe('en');
    expect(asked).toHaveLength(2);
  });

  it('keeps people of different workspaces apart', async () => {
    const { languages, answering } = startLanguages();
    await languages.of(ADA, answering('fr-FR'));
    expect(await languages.of({ ...ADA, teamId: 'T2' }, answering('en-GB'))).toBe('en');
  });

  it('answers in the last known language, else in English, when Slack cannot be asked', async () => {
    const { languages, answering, failing, clock } = startLanguages();
    expect(await languages.of(ADA, failing)).toBe('en');
    await languages.of(ADA, answering('fr-FR'));
    clock.advance(HOUR);
    expect(await languages.of(ADA, failing)).toBe('fr');
  });
});
