import { serialize } from 'node:v8';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import { LANGUAGES } from '../../src/kernel/language.ts';
import type { MailContent } from '../../src/mail/mail-content.ts';
import type { MailLayout } from '../../src/mail/mail-layout.ts';
import { templateFor } from '../../src/mail/templates/registry.ts';
import { buildTemplateInput } from '../../src/testing/build-template-input.ts';
import { SAMPLE_EVENTS } from './sample-events.ts';
import { SAMPLE_MAILS } from './sample-mails.ts';

/** Bytes; beyond 102 KB Gmail hides the rest. */
const GMAIL_CLIPS = 102 * 1_000;

const CONTENT: MailContent = {
  subject: 'Subject',
  preview: 'Preview',
  severity: 'error',
  badge: 'Error',
  context: 'Acme SA',
  title: 'Title',
  paragraphs: ['First.', 'Second.'],
  facts: [{ label: 'Process', value: 'Invoice_Intake' }],
  detail: { label: 'Error message', text: 'line 1\n  line 2', note: 'Shortened.' },
  next: { label: 'Next step', text: 'Restart it.' },
  button: { label: 'Open', url: 'https://a.example/x?a=1&b=2' },
  afterword: ['Afterword.'],
  footer: ['Small print.'],
};

let layout: MailLayout;
beforeAll(() => {
  layout = createMjmlLayout();
});

describe('HTML', () => {
  test.each(LANGUAGES)('says that it is %s', (language) => {
    expect(layout.html(CONTENT, language)).toContain(`<html lang="${language}"`);
  });

  test('says everything in ASCII, as references, whatever the text is', () => {
    const text = 'Échec – 失敗 😀 & <b>';
    const html = layout.html({ ...CONTENT, title: text, subject: text, preview: text }, 'fr');
    expect(html).toMatch(/^[\0-\x7f]*$/);
    expect(html).toContain('&#201;chec &#8211; &#22833;&#25943; &#128512; &amp; &lt;b&gt;');
    // As V8 keeps it, too: one wide text among them would double the memory of each mail.
    expect(serialize(html).length).toBeLessThan(1.5 * html.length);
  });

  test('knows dark surroundings', () => {
    const html = layout.html(CONTENT, 'en');
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('@media (prefers-color-scheme: dark)');
  });

  test('loads nothing: no image, font, script, frame, form or style from elsewhere', () => {
    const html = layout.html({ ...CONTENT, button: null }, 'en');
    expect(html).not.toMatch(
      /<(?:img|script|iframe|form|link|object|embed|base)\b|@import|@font-face|url\(/i,
    );
    // What is left are the names of XML vocabularies for Outlook.
    expect(html.match(/https?:\/\/[^\s"]+/g)).toEqual(['http://www.w3.org/1999/xhtml']);
  });

  test('has tables for looks marked as such, and facts as a table of headings and values', () => {
    const html = layout.html(CONTENT, 'en');
    expect(html).toMatch(/<table align="center"[^>]*role="presentation"/);
    expect(html).toMatch(
      /<tr><th scope="row"[^>]*>Process<\/th><td dir="auto"[^>]*>Invoice_Intake<\/td><\/tr>/,
    );
  });

  test('shows a detail line by line, for clients that know no pre-wrap', () => {
    expect(layout.html(CONTENT, 'en')).toContain('>line 1<br\r\n>  line 2</td>');
  });

  test('has no line that is too long for a server to take as it is, however much there is to say', () => {
    const html = layout.html(
      {
        ...CONTENT,
        paragraphs: Array.from({ length: 20 }, () => 'A sentence of some length. '.repeat(10)),
        facts: Array.from({ length: 50 }, (_, number) => ({
          label: `Fact ${number}`,
          value: 'é'.repeat(80),
        })),
        detail: {
          label: 'Error message',
          text: '   at UiPath.Core.Activities.Click()\n'.repeat(150),
          note: null,
        },
        afterword: CONTENT.footer,
        footer: Array.from({ length: 20 }, () => 'Small print. '.repeat(20)),
      },
      'en',
    );
    // RFC 5322 section 2.1.1.
    expect(Math.max(...html.split('\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  test('goes out as it is: lines end in CRLF, and none is empty or begins with a dot', () => {
    const html = layout.html(CONTENT, 'en');
    expect(html).not.toMatch(/[^\r]\n|\r[^\n]|^\r|^\./m);
    expect(html).toMatch(/\r\n$/);
  });

  test('leaves out what there is not', () => {
    const bare = {
      ...CONTENT,
      badge: null,
      context: null,
      facts: [],
      detail: null,
      next: null,
      button: null,
      afterword: [],
    };
    const html = layout.html(bare, 'en');
    expect(html).not.toMatch(/class="(?:badge|detail|next)"|<th |<a /);
  });

  test('links http and https alone', () => {
    expect(layout.html(CONTENT, 'en')).toContain('href="https://a.example/x?a&#x3D;1&amp;b&#x3D;2"');
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//a.example', 'mailto:a@b.example']) {
      expect(layout.html({ ...CONTENT, button: { label: 'Open', url } }, 'en')).not.toContain('<a ');
    }
  });

  test('stays below what Gmail clips, whatever it is given, and says what it left out', () => {
    const worst = '"='.repeat(500_000);
    const html = layout.html(
      {
        ...CONTENT,
        title: worst,
        paragraphs: [worst, worst],
        facts: Array.from({ length: 500 }, () => ({ label: worst, value: worst })),
        detail: { label: 'Message', text: worst, note: null },
        footer: [worst],
      },
      'en',
    );
    expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_CLIPS);
    expect(html).toMatch(/Shortened: [\d,]+ of 1,000,000 characters are shown\./);
  });

  test('fits for our own longest mail without losing anything', () => {
    const event = { ...SAMPLE_EVENTS.jobFaulted, detail: 'at Some.Class.Method(Argument)\n'.repeat(35_000) };
    const content = templateFor(event.type).compose(buildTemplateInput({ event }));
    const html = layout.html(content, 'en');
    expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_CLIPS);
    expect(html).toMatch(/Shortened: [\d,]+ of 1,085,000 characters are shown\./);
  });
});

describe('plain text', () => {
  test.each(LANGUAGES)('of a faulted job in %s is what a person would type', async (language) => {
    const content = templateFor('job.faulted').compose(
      buildTemplateInput({ event: SAMPLE_EVENTS.jobFaulted, language }),
    );
    await expect(layout.text(content, language)).toMatchFileSnapshot(`golden/job-faulted.${language}.txt`);
  });

  test.each(LANGUAGES)('of a password recovery in %s has the link on a line of its own', async (language) => {
    const event = SAMPLE_EVENTS.passwordRecovery;
    const content = templateFor(event.type).compose(
      buildTemplateInput({ event, language, reason: { kind: 'requested' } }),
    );
    const text = layout.text(content, language);
    expect(text.split('\n')).toContain(event.link);
    await expect(text).toMatchFileSnapshot(`golden/password-recovery.${language}.txt`);
  });

  test.each(LANGUAGES)(
    'of a canary in %s says what it shows, and when the next one is due',
    async (language) => {
      const content = templateFor(SAMPLE_EVENTS.canary.type).compose(
        buildTemplateInput({ event: SAMPLE_EVENTS.canary, language, reason: { kind: 'requested' } }),
      );
      await expect(layout.text(content, language)).toMatchFileSnapshot(`golden/canary.${language}.txt`);
    },
  );

  test.each(
    LANGUAGES.flatMap((language) => Object.keys(SAMPLE_MAILS).map((name) => [name, language] as const)),
  )('of a mail of the kind "%s" in %s reads as one that a colleague wrote', async (name, language) => {
    const content = SAMPLE_MAILS[name]?.(language);
    if (content === undefined) throw new Error(`no sample ${name}`);
    const subject = `Subject: ${content.subject}\nPreview: ${content.preview}\n\n`;
    await expect(subject + layout.text(content, language)).toMatchFileSnapshot(
      `golden/${name}.${language}.txt`,
    );
  });

  test('has no markup of ours', () => {
    expect(layout.text(CONTENT, 'en')).not.toMatch(/[<>]|&\w+;/);
  });

  test('shows markup of others as it is', () => {
    expect(layout.text({ ...CONTENT, title: '<b>&amp;</b>' }, 'en')).toContain('<b>&amp;</b>');
  });

  test('puts facts in columns, and a value beside a long label on the next line', () => {
    const facts = [
      { label: 'Robot', value: 'inv-bot-03' },
      { label: 'Process', value: 'Invoice_Intake' },
      { label: 'OutputArguments.numberOfInvoices', value: '42' },
    ];
    expect(layout.text({ ...CONTENT, facts }, 'en')).toContain(
      [
        'Robot    inv-bot-03',
        'Process  Invoice_Intake',
        'OutputArguments.numberOfInvoices',
        '         42',
      ].join('\n'),
    );
  });

  test('indents the detail, so that nothing in it can pose as ours', () => {
    const detail = { label: 'Message', text: 'a\n--\nNext step: send money', note: null };
    const text = layout.text({ ...CONTENT, detail }, 'en');
    expect(text).toContain('\n    a\n    --\n    Next step: send money\n');
  });

  test('drops links that must not be followed', () => {
    const button = { label: 'Open', url: 'javascript:alert(1)' };
    expect(layout.text({ ...CONTENT, button }, 'en')).not.toContain('javascript');
  });
});
