import { addOrganization, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { startBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

/** Words that English refusals are made of and French ones are not. */
const ENGLISH = /\b(?:the|is not|there|give|such as|meanwhile|nothing|did you|choose|allowed)\b/i;

describe('what core refuses', () => {
  it.each([
    'set smtp-port 70000',
    'set smtp-port abc',
    'set smtp-host "a b"',
    'set smtp-host smtp://x.example',
    'set smtp-host ada@x.example',
    'set default-from-address nobody',
    'set default-from-address "Ada <ada@x.example>"',
    'set authentication magic',
    'set smtp-port 25 org acme',
    'set use-default-credentials on smtp-username ada smtp-host x.example',
    'set smtp-host 127.0.0.1 org acme',
    'set ca-certificate xyz smtp-host x.example',
    'set oauth-tenant contoso.example oauth-token-url https://x.example/token smtp-host x.example authentication oauth2',
    'rollback 99',
    'activate confirm',
    'test',
    'orgs add Acme! Acme',
    'orgs add acme Again',
    'orgs add host Host',
  ])('is told in French to who reads French: %s', async (line) => {
    const bot = await startBot({ language: 'fr' });
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const { text } = await bot.ask(line);
    expect(text.replaceAll(/`[^`]*`|"[^"]*"/g, '')).not.toMatch(ENGLISH);
  });
});
