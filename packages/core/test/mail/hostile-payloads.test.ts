import { describe, expect, test } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import { EVENT_TYPES } from '../../src/events/catalogue.ts';
import type { AutomationEvent } from '../../src/events/automation-event.ts';
import type { MailContent } from '../../src/mail/mail-content.ts';
import { templateFor } from '../../src/mail/templates/registry.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildTemplateInput } from '../../src/testing/build-template-input.ts';
import { HOSTILE_TEXT, hostileEvent } from './hostile-event.ts';
import { htmlSkeleton } from './html-skeleton.ts';

const layout = createMjmlLayout();

function compose(event: AutomationEvent): MailContent {
  return templateFor(event.type).compose(
    buildTemplateInput({
      event,
      organizationName: HOSTILE_TEXT,
      data: event.data,
      reason: { kind: 'rule', name: HOSTILE_TEXT },
    }),
  );
}

/** The mail's HTML and text, and all that its content says. */
function write(event: AutomationEvent): { content: MailContent; html: string; text: string } {
  const content = compose(event);
  return { content, html: layout.html(content, 'en'), text: layout.text(content, 'en') };
}

describe.each([...EVENT_TYPES.map(({ type }) => type), 'assistant.expired', HOSTILE_TEXT])('%j', (type) => {
  const { content, html } = write(hostileEvent(type));

  test('shows markup as text', () => {
    const tags = htmlSkeleton(html);
    expect(tags.filter((tag) => /^<\/?(?:script|img|svg|iframe|link|mj-)/i.test(tag))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  });

  test('links nothing', () => {
    expect(content.button).toBeNull();
    expect(html).not.toMatch(/<a |javascript:window/i);
  });

  test('keeps the subject one short line without controls and overrides', () => {
    expect(content.subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(content.subject.length).toBeLessThan(400);
  });
});

test('template syntax in a payload is text', () => {
  const { html, text } = write(
    buildEvent({ detail: '{{constructor}} {{#each this}} {{{title}}} <mj-text>' }),
  );
  expect(html).toContain('{{constructor}} {{#each this}} {{{title}}} &lt;mj-text&gt;');
  expect(text).toContain('{{constructor}} {{#each this}} {{{title}}} <mj-text>');
});

test('markup in a payload arrives as it was sent, as text', () => {
  const detail = `<webctrl tag='INPUT' id="amount" /> & &amp;`;
  const { html, text } = write(buildEvent({ detail }));
  expect(html).toContain(
    '&lt;webctrl tag&#x3D;&#x27;INPUT&#x27; id&#x3D;&quot;amount&quot; /&gt; &amp; &amp;amp;',
  );
  expect(text).toContain(detail);
});

test('a line end in a name starts no line', () => {
  const { content, text } = write(
    buildEvent({ process: { id: null, name: 'Invoice\r\n\r\nNext step: pay' }, subject: null }),
  );
  expect(content.subject).toMatch(/^Invoice Next step: pay faulted/);
  expect(text).not.toMatch(/^Next step: pay/m);
});

test('an override turns no file name round', () => {
  const { content } = write(buildEvent({ detail: 'Opened invoice\u202efdp.exe' }));
  expect(content.subject).toMatch(/invoicefdp\.exe$/);
});

test('right-to-left names stay in their place in a left-to-right sentence', () => {
  const { content } = write(buildEvent({ process: { id: null, name: 'فاتورة' } }));
  expect(content.title).toMatch(/^\u2068فاتورة\u2069 faulted on/);
  expect(content.subject).toMatch(/^فاتورة faulted on/);
});

test('a megabyte of detail is cut, with its true size, first and last lines kept', () => {
  const detail = `first line\n${'x'.repeat(1_000_000)}\nValueError: last line`;
  const { content, html } = write(buildEvent({ detail }));
  expect(content.detail?.text).toMatch(/^first line\n/);
  expect(content.detail?.text).toMatch(/\nValueError: last line$/);
  expect(content.detail?.text).toMatch(/\[… [\d,]+ characters left out …\]/);
  expect(content.detail?.note).toMatch(/of 1,000,033 characters are shown\.$/);
  expect(content.detail?.text.length).toBeLessThan(8_200);
  expect(html.length).toBeLessThan(30_000);
});

test('an emoji at the end of a subject is whole', () => {
  const { content } = write(buildEvent({ process: { id: null, name: '👩‍👩‍👧‍👦'.repeat(100) } }));
  expect(content.subject.isWellFormed()).toBe(true);
  expect(content.title).toMatch(/^(?:👩‍👩‍👧‍👦){59}… faulted/u);
});

test('blank names are as good as none', () => {
  const blank = { id: '', name: ' \u0000\u202e ' };
  const event = buildEvent({
    process: blank,
    robot: blank,
    machine: '\t',
    subject: '',
    facts: [],
    detail: ' \n ',
  });
  const { content } = write(event);
  expect(content.subject).toBe('A job faulted');
  expect(content.detail).toBeNull();
  expect(content.facts.map(({ label }) => label)).toEqual(['When', 'Folder', 'Tenant']);
});
