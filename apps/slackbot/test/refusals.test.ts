import { describe, expect, it } from 'vitest';
import { startBot } from './start-bot.ts';

describe('what core refuses, to somebody who reads French', () => {
  it.each([
    ['/email-settings', 'revenir 9 host', 'Il n’y a pas de révision 9 ici.'],
    ['/email-settings', 'activate confirm host', 'Il n’y a pas de brouillon à activer'],
    ['/email-settings', 'journal page:garbage', 'Cette page n’existe pas.'],
    ['/email-settings', 'historique page:garbage', 'Cette page n’existe pas.'],
    ['/email-alerts', 'deliveries show 12345678', 'Il n’y a pas d’envoi « 12345678 » ici.'],
  ])('is French too: %s %s', async (command, line, said) => {
    const bot = await startBot({ language: 'fr' });
    const { text } = await bot.ask(line, undefined, command);
    expect(text).toContain(said);
    expect(text).not.toMatch(/\b(?:There is|Start again|is not valid)\b/);
  });
});
