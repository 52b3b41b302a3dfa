import { addDkimKey, changeSettings, HOST, Secret, type Actor } from '@postern/core';
import { FakeDns } from '@postern/core/testing';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

describe.each(['en', 'fr'] as const)('domain, in %s', (language) => {
  const words = {
    en: {
      none: 'No mail server is set yet',
      good: 'lets Microsoft 365 send',
      own: 'DNS does not have it yet',
    },
    fr: { none: 'Aucun serveur de messagerie', good: 'Microsoft 365', own: 'le DNS ne l’a pas encore' },
  }[language];

  it('says what DNS has of the sender’s domain and of its own key, and what to publish', async () => {
    const dns = new FakeDns({
      'acme.example': { txt: ['v=spf1 include:spf.protection.outlook.com -all'] },
      'spf.protection.outlook.com': { txt: ['v=spf1 ip4:192.0.2.1 -all'] },
    });
    const bot = await startBot({ language, dns });
    expect((await bot.ask('domain host')).text).toContain(words.none);
    const server = { smtpHost: 'smtp.office365.com', useDefaultCredentials: true };
    await changeSettings(bot.services, root, {
      level: HOST,
      set: { ...server, defaultFromAddress: 'bot@acme.example' },
    });
    const generateKey = () => Promise.resolve(PEM);
    const key = await addDkimKey({ ...bot.services, generateKey }, root, {
      level: HOST,
      domain: 'acme.example',
    });
    const { text } = await bot.ask('domain host');
    expect(text).toContain('acme.example');
    expect(text).toContain(words.good);
    expect(text).toContain('_dmarc.acme.example');
    expect(text).toContain(words.own);
    expect(text).toContain(key.record.value);
    expect((await bot.ask('domain a.example b.example host')).text).not.toContain('_dmarc');
    expect((await bot.ask('domain b.example host')).text).toContain('_dmarc.b.example');
  });
});
