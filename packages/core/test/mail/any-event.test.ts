import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import { LANGUAGES } from '../../src/kernel/language.ts';
import { composeMessage } from '../../src/mail/compose-message.ts';
import { httpLink } from '../../src/mail/http-link.ts';
import type { MailContent } from '../../src/mail/mail-content.ts';
import type { MailToBuild } from '../../src/mail/mail-headers.ts';
import { arbitraryEvent, arbitraryText } from '../../src/testing/arbitrary-event.ts';
import { htmlSkeleton } from './html-skeleton.ts';

const layout = createMjmlLayout();

const arbitraryMessage = fc.record({
  event: arbitraryEvent,
  language: fc.constantFrom(...LANGUAGES),
  organizationName: fc.option(arbitraryText),
  ruleName: fc.option(arbitraryText),
  recipientName: fc.option(arbitraryText),
  data: fc.dictionary(arbitraryText, arbitraryText, { maxKeys: 5 }),
  now: fc.integer({ min: 0, max: 4e12 }),
  answered: fc.option(
    fc.record({
      messageIds: fc.array(fc.constant('first@platform.example'), { maxLength: 2 }),
      began: fc.option(arbitraryEvent),
    }),
  ),
  stormUntil: fc.option(fc.integer({ min: 0, max: 4e12 })),
});

interface Composed {
  readonly mail: MailToBuild;
  readonly content: MailContent;
}

function compose(message: typeof arbitraryMessage extends fc.Arbitrary<infer T> ? T : never): Composed {
  let content: MailContent | undefined;
  const composed = composeMessage({
    event: message.event,
    receivedAt: message.event.occurredAt,
    gathered: null,
    answered: message.answered,
    ruleName: message.ruleName,
    organization: message.organizationName === null ? null : { slug: 'acme', name: message.organizationName },
    sender: { fromAddress: 'robots@platform.example', fromDisplayName: message.recipientName, replyTo: null },
    now: message.now,
    delivery: {
      id: '019aa000-0000-7000-8000-000000000001',
      address: 'ops@acme.example',
      name: message.recipientName,
      language: message.language,
      timeZone: 'Europe/Paris',
      data: message.data,
      ruleId: 'rule-1',
      stormUntil: message.stormUntil,
    },
    layout: {
      html(given, language) {
        content = given;
        return layout.html(given, language);
      },
      text: (given, language) => layout.text(given, language),
    },
  });
  if (!composed.ok) throw new Error(composed.problem);
  expect(composed.problem).toBeNull();
  if (content === undefined) throw new Error('The layout was not asked.');
  return { mail: composed.mail, content };
}

/** The same mail in shape, with one harmless letter for every text. */
function harmless(content: MailContent): MailContent {
  const x = (text: string): string => (text === '' ? '' : 'x');
  const { badge, context, detail, next, button } = content;
  return {
    severity: content.severity,
    subject: x(content.subject),
    preview: x(content.preview),
    badge: badge === null ? null : x(badge),
    context: context === null ? null : x(context),
    title: x(content.title),
    paragraphs: content.paragraphs.map(x),
    facts: content.facts.map(({ label, value }) => ({ label: x(label), value: x(value) })),
    detail:
      detail === null
        ? null
        : { ...detail, label: x(detail.label), text: detail.text.replace(/[^\n]+/g, 'x') },
    next: next === null ? null : { label: x(next.label), text: x(next.text) },
    button:
      button === null || httpLink(button.url) === null ? null : { label: 'x', url: 'https://x.example/' },
    afterword: content.afterword.map(x),
    footer: content.footer.map(x),
  };
}

test('any event becomes a mail by its own template, and no text of it becomes markup', () => {
  fc.assert(
    fc.property(arbitraryMessage, (message) => {
      const { mail, content } = compose(message);

      expect(htmlSkeleton(mail.html)).toEqual(htmlSkeleton(layout.html(harmless(content), message.language)));
      expect(Buffer.byteLength(mail.html)).toBeLessThan(102_000);
    }),
    { numRuns: 200 },
  );
});

test('any event’s subject is one clean line, and so are the names beside the addresses', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  fc.assert(
    fc.property(arbitraryMessage, (message) => {
      const { mail } = compose(message);

      // The end of a trouble has the whole subject of its beginning, so that they stay one conversation.
      const base = mail.subject.replace(/^\[(?:Resolved|Résolu)\] /, '');
      expect([...segmenter.segment(base)].length).toBeLessThanOrEqual(120);
      for (const line of [mail.subject, mail.to.name ?? '', mail.from.name ?? '', mail.listId ?? '']) {
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(line.isWellFormed()).toBe(true);
      }
      expect(mail.subject.trim()).not.toBe('');
    }),
    { numRuns: 200 },
  );
});

test('any event’s text holds no control character but line feeds and tabs, and no bidi override', () => {
  fc.assert(
    fc.property(arbitraryMessage, (message) => {
      const { text } = compose(message).mail;
      expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066\u2067]/u);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/\b(?:NaN|undefined|null|\[object Object\])\b/);
    }),
    { numRuns: 200 },
  );
});
