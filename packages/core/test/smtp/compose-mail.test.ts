import fc from 'fast-check';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, it } from 'vitest';
import { createMailBuilder } from '../../src/adapters/nodemailer/compose-mail.ts';
import type { MailToBuild } from '../../src/mail/mail-headers.ts';

const builder = createMailBuilder();

function mailToBuild(overrides: Partial<MailToBuild> = {}): MailToBuild {
  return {
    from: { address: 'robots@platform.example', name: 'Plate-forme' },
    replyTo: null,
    to: { address: 'ops@acme.example', name: null },
    subject: 'Job failed',
    html: '<p>It failed.</p>',
    text: 'It failed.\n',
    language: 'en',
    identity: { messageId: '0197-1@platform.example', references: [] },
    date: Date.UTC(2026, 0, 5, 9),
    listId: null,
    unsubscribe: null,
    urgent: false,
    ...overrides,
  };
}

async function built(overrides: Partial<MailToBuild> = {}): Promise<{ raw: string; parsed: ParsedMail }> {
  const raw = Buffer.from(await builder.build(mailToBuild(overrides)));
  return { raw: raw.toString('latin1'), parsed: await simpleParser(raw) };
}

/** The names of the header fields, in lower case, as they stand in the bytes. */
function headerNames(raw: string): string[] {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replace(/\r\n[ \t]/g, ' ');
  return unfolded.split('\r\n').map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
}

function addressesIn(field: AddressObject | AddressObject[] | undefined): (string | undefined)[] {
  return [field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
}

/** The header fields as they stand in the bytes, but for those that hold a boundary. */
function headerFields(raw: string): string[] {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  return head.split(/\r\n(?![ \t])/).filter((field) => !field.startsWith('Content-Type:'));
}

/** What nodemailer's own composer makes of the parts of a mail that hold text. */
async function composedByNodemailer({
  from,
  to,
  subject,
  identity,
  date,
  html,
  text,
}: MailToBuild): Promise<Buffer> {
  const { messageId, references } = identity;
  const composed = new MailComposer({
    from: { address: from.address, name: from.name ?? '' },
    to: { address: to.address, name: to.name ?? '' },
    subject,
    html,
    text,
    messageId: `<${messageId}>`,
    references: references.map((id) => `<${id}>`),
    inReplyTo: references.at(-1) === undefined ? undefined : `<${references.at(-1) ?? ''}>`,
    date: new Date(date),
    headers: [
      { key: 'Auto-Submitted', value: 'auto-generated' },
      { key: 'X-Auto-Response-Suppress', value: 'All' },
      { key: 'Content-Language', value: 'en' },
    ],
    newline: 'win',
  });
  return composed.compile().build();
}

const USUAL = [
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'auto-submitted',
  'x-auto-response-suppress',
  'content-language',
].toSorted();

describe('a built mail', () => {
  it('has HTML and plain text side by side, with CRLF line ends and 7-bit bytes', async () => {
    const { raw, parsed } = await built({ text: 'Ça a échoué.\n', html: '<p>Ça a échoué.</p>' });
    expect(parsed.text?.trim()).toBe('Ça a échoué.');
    expect(parsed.html).toContain('Ça a échoué.');
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(raw).toMatch(/^\p{ASCII}*$/u);
    expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
  });

  it.each(['\n', '\r\n', '\r'])(
    'encodes HTML once a line has more characters than any server takes, lines ending in %j',
    async (end) => {
      const line = (length: number): string => 'x'.repeat(length);
      const html = (length: number): string =>
        [line(3), line(length), '', line(998), line(length), line(5)].join(end);
      for (const last of ['', end]) {
        expect((await built({ html: html(998) + last })).raw).not.toContain('quoted-printable');
        expect((await built({ html: html(999) + last })).raw).toContain('quoted-printable');
      }
      expect((await built({ html: html(998) })).raw).toContain(`\r\n${line(998)}\r\n\r\n${line(998)}\r\n`);
    },
  );

  it('has exactly the headers of a mail that a machine sends', async () => {
    const { raw, parsed } = await built();
    expect(headerNames(raw).toSorted()).toEqual(USUAL);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.headers.get('x-auto-response-suppress')).toBe('All');
    expect(parsed.headers.get('content-language')).toBe('en');
    expect(parsed.messageId).toBe('<0197-1@platform.example>');
    expect(raw).toMatch(/^Date: Mon, 05 Jan 2026 09:00:00 \+0000$/m);
  });

  it('answers to another address when there is one', async () => {
    const { parsed } = await built({ replyTo: 'help@acme.example' });
    expect(addressesIn(parsed.replyTo)).toEqual(['help@acme.example']);
  });

  it('follows the thread', async () => {
    const { parsed } = await built({
      identity: { messageId: 'c@x.example', references: ['a@x.example', 'b@x.example'] },
    });
    expect(parsed.references).toEqual(['<a@x.example>', '<b@x.example>']);
    expect(parsed.inReplyTo).toBe('<b@x.example>');
  });

  it('names its list', async () => {
    const { raw } = await built({ listId: 'job-faulted.acme.platform.example' });
    expect(raw).toMatch(/^List-Id: <job-faulted\.acme\.platform\.example>$/im);
  });

  it('offers one click to opt out over https, and only there', async () => {
    const https = await built({ unsubscribe: 'https://post.example/u/abc?x=1' });
    expect(https.raw).toMatch(/^List-Unsubscribe: <https:\/\/post\.example\/u\/abc\?x=1>$/m);
    expect(https.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    const mailto = await built({ unsubscribe: 'mailto:out@post.example?subject=out' });
    expect(mailto.raw).toMatch(/^List-Unsubscribe: <mailto:out@post\.example\?subject=out>$/m);
    expect(headerNames(mailto.raw)).not.toContain('list-unsubscribe-post');
    const other = await built({ unsubscribe: 'javascript:alert(1)' });
    expect(headerNames(other.raw)).not.toContain('list-unsubscribe');
  });

  it('says when it is urgent', async () => {
    const { raw } = await built({ urgent: true });
    expect(raw).toMatch(/^Importance: high$/m);
    expect(raw).toMatch(/^X-Priority: 1$/m);
  });

  it('writes internationalised domains in ASCII', async () => {
    const { raw } = await built({ to: { address: 'ops@bücher.example', name: 'Bücher' } });
    expect(raw).toContain('<ops@xn--bcher-kva.example>');
  });

  it('carries HTML of short ASCII lines as it stands, and encodes a line that is too long for a server', async () => {
    const short = await built({ html: `<p>a=b</p>\n<p>${'x'.repeat(991)}</p>` });
    expect(short.raw).toContain('\r\n<p>a=b</p>\r\n');
    expect(short.raw).not.toContain('quoted-printable');
    const long = `<p>${'x'.repeat(992)}</p>`;
    const encoded = await built({ html: long });
    expect(encoded.raw).toContain('Content-Transfer-Encoding: quoted-printable');
    expect(Math.max(...encoded.raw.split('\r\n').map(({ length }) => length))).toBeLessThan(100);
    expect(encoded.parsed.html).toBe(long);
  });

  it('has the same bytes however often it is built', async () => {
    const [first, second] = await Promise.all([built(), built()]);
    expect(first.raw).toBe(second.raw);
  });

  it('keeps lines of a body that look like the end of the message or like headers', async () => {
    const text = '.\n..\nFrom here\nSubject: no\n';
    const { parsed } = await built({ text });
    expect(parsed.text).toBe(text);
  });
});

describe('hostile text', () => {
  it.each([
    ['CRLF and a header', 'x\r\nBcc: victim@example.com'],
    ['LF and a header', 'x\nBcc: victim@example.com'],
    ['CR and a header', 'x\rBcc: victim@example.com'],
    ['an empty line and a body', 'x\r\n\r\nhello'],
    ['a folded header', 'x\r\n Bcc: victim@example.com'],
    ['an encoded word', '=?utf-8?Q?x=0D=0ABcc:_victim@example.com?='],
    ['Unicode line ends', 'x\u2028Bcc: victim@example.com\u0085Cc: y@example.com'],
    ['quotes and brackets', '"x" <victim@example.com>, y@example.com'],
  ])('with %s begins no header, wherever it stands', async (_what, text) => {
    const { raw, parsed } = await built({
      subject: text,
      from: { address: 'robots@platform.example', name: text },
      to: { address: 'ops@acme.example', name: text },
      language: text,
      listId: text,
      identity: { messageId: text, references: [text] },
      unsubscribe: `https://post.example/${text}`,
    });
    const expected = [
      ...USUAL,
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'references',
      'in-reply-to',
    ];
    expect(headerNames(raw).toSorted()).toEqual(expected.toSorted());
    expect(addressesIn(parsed.to)).toEqual(['ops@acme.example']);
    expect(addressesIn(parsed.from)).toEqual(['robots@platform.example']);
    expect(parsed.text).toBe('It failed.\n');
  });

  it.each([
    'ops@acme.example\r\nBcc: victim@example.com',
    'ops@acme.example, victim@example.com',
    'ops@acme.example> <victim@example.com',
    '"ops" <victim@example.com>',
  ])('as the address %j makes no second recipient', async (address) => {
    const { raw, parsed } = await built({ to: { address, name: null } });
    expect(headerNames(raw).toSorted()).toEqual(USUAL);
    expect(addressesIn(parsed.to)).toHaveLength(1);
  });

  it('of any kind never adds a header, a recipient or a sender', async () => {
    const piece = fc.constantFrom(
      '\r\n',
      '\n',
      '\r',
      '\0',
      ' ',
      '\t',
      ':',
      '<',
      '>',
      '"',
      ',',
      ';',
      '=?',
      '?=',
      '@',
      'Bcc: a@b.example',
      '\u2028',
      '\u202e',
      'é',
      '漢',
      '😀',
    );
    const hostile = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
      .map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (subject, fromName, toName) => {
        const { raw, parsed } = await built({
          subject,
          from: { address: 'robots@platform.example', name: fromName },
          to: { address: 'ops@acme.example', name: toName },
        });
        const names = headerNames(raw).filter((name) => name !== 'subject');
        expect(names.toSorted()).toEqual(USUAL.filter((name) => name !== 'subject'));
        expect(addressesIn(parsed.to)).toEqual(['ops@acme.example']);
        expect(addressesIn(parsed.from)).toEqual(['robots@platform.example']);
      }),
      { numRuns: 60 },
    );
  });

  it('of any kind is written as nodemailer’s composer writes it', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\t',
        ' ',
        '"',
        '=?',
        '?=',
        'é',
        '漢',
        '😀',
        'ordinary words of some length',
      ),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    const any = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(any, any, any, async (subject, name, body) => {
        const mail = mailToBuild({
          subject,
          from: { address: 'robots@platform.example', name },
          text: `begin ${body} end\n`,
          html: `<p title="${'x'.repeat(80)}">begin</p>\n<p>${body} end</p>\n`,
          identity: { messageId: 'c@x.example', references: ['a@x.example', 'b@x.example'] },
        });
        const ours = Buffer.from(await builder.build(mail));
        const theirs = await composedByNodemailer(mail);
        expect(headerFields(ours.toString('utf8')).toSorted()).toEqual(
          headerFields(theirs.toString('utf8')).toSorted(),
        );
        const [our, their] = [await simpleParser(ours), await simpleParser(theirs)];
        expect(our.text).toBe(their.text);
        expect(our.html).toBe(their.html);
      }),
      { numRuns: 100 },
    );
  });

  it('in the body arrives as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        fc.pre(text.trim() !== '');
        const { parsed } = await built({ text: `begin ${text} end\n` });
        expect(parsed.text?.normalize()).toBe(`begin ${text} end\n`.normalize());
      }),
      { numRuns: 30 },
    );
  });
});
