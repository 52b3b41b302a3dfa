import { describe, expect, it } from 'vitest';
import type { MailToBuild } from '../mail/mail-headers.ts';
import { testMail, testMessageId, type TestMailParts } from './test-mail.ts';

const PARTS: TestMailParts = {
  sender: { fromAddress: 'robots@Bücher.example', fromDisplayName: 'Robots', replyTo: 'help@acme.example' },
  to: 'me@acme.example',
  language: 'en',
  organizationName: 'Acme & <Söhne>',
  server: 'smtp.example.com:587',
  messageId: '0197-1@acme.example',
  arrivalUrl: null,
  now: 1_000,
};

describe('testMail', () => {
  it('says whose settings work, through which server and from whom', () => {
    const { text, subject } = testMail(PARTS);
    expect(subject).toBe('Test of the mail settings of Acme & <Söhne>');
    expect(text).toContain('went out through smtp.example.com:587, from robots@Bücher.example');
  });

  it('says so in French', () => {
    const { text, subject, language } = testMail({ ...PARTS, language: 'fr', organizationName: null });
    expect(subject).toBe('Test des paramètres de messagerie de l’hôte');
    expect(text).toContain('fonctionnent');
    expect(language).toBe('fr');
  });

  it('escapes what it shows as HTML', () => {
    expect(testMail(PARTS).html).toContain('Acme &amp; &lt;Söhne&gt;');
  });

  it('is named in the domain of its sender, in ASCII', () => {
    expect(testMessageId('0197-1', PARTS.sender)).toBe('0197-1@xn--bcher-kva.example');
  });

  it('has a link by which whoever gets it says that it has arrived, and else nothing to press', () => {
    const arrivalUrl = 'https://postern.example/links/token?a=1&b=2';
    const { html, text } = testMail({ ...PARTS, arrivalUrl });
    expect(html).toContain('<a href="https://postern.example/links/token?a=1&amp;b=2">It arrived</a>');
    expect(text).toContain(`when you say so here:\n${arrivalUrl}\n`);
    expect(testMail(PARTS).html).not.toContain('<a');
    expect(testMail(PARTS).text).toContain('There is nothing to do.');
  });

  it('is a mail that the builder takes', () => {
    const mail: MailToBuild = testMail(PARTS);
    expect(mail.to.address).toBe('me@acme.example');
  });
});
