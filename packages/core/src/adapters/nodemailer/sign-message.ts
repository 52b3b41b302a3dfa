import { createHash, createSign } from 'node:crypto';
import type { DkimIdentity, SignMessage } from '../../dkim/dkim-signing.ts';
import { AppError } from '../../kernel/errors.ts';

/**
 * What of the head is signed, where it is there: RFC 6376 section 5.4.1, and what one-click unsubscribing asks for
 * (RFC 8058 section 4).
 */
const SIGNED_FIELDS = [
  ...['From', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Language', 'Auto-Submitted'],
  ...['List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
];

/**
 * What is named once more than it is there, so that one that somebody adds breaks the signature (RFC 6376 section 8.15): else
 * whoever gets a mail could send it on with another subject or another address to answer to, and it would still be ours.
 * Those that large senders name so; what relays add or change of their own accord is not among them.
 */
const SEALED_FIELDS = ['From', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'Reply-To'];

const HEAD_END = '\r\n\r\n';

/**
 * Signs the very bytes that are sent (RFC 6376: rsa-sha256, relaxed both ways).
 * @param raw with CRLF line ends, each field of its head at most once.
 * @throws AppError `internal` when the key does not sign.
 */
export const signMessage: SignMessage = (raw, identity) =>
  new Promise((done) => {
    done(sign(raw, identity));
  });

function sign(raw: Uint8Array, { domain, selector, privateKey }: DkimIdentity): Uint8Array {
  // Bytes as letters: what is hashed must be what is sent.
  const message = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  const end = message.indexOf(HEAD_END);
  const head = fieldsOf(message.slice(0, end));
  const signed = SIGNED_FIELDS.filter((name) => head.has(name.toLowerCase()));
  const names = [...signed, ...SEALED_FIELDS].map((name) => name.toLowerCase());
  const unsigned = [
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; q=dns/txt;',
    ` d=${domain}; s=${selector};`,
    ` h=${foldEvery(names, { count: 6, between: ':' })};`,
    ` bh=${createHash('sha256')
      .update(relaxedBody(message.slice(end + HEAD_END.length)), 'latin1')
      .digest('base64')};`,
    ' b=',
  ].join('\r\n');
  // One that is named and not there counts as nothing (section 5.4.2).
  const hashed = signed.map((name) => `${relaxedField(name, head.get(name.toLowerCase()) ?? '')}\r\n`);
  const [, value] = splitField(unsigned);
  const content = `${hashed.join('')}${relaxedField('DKIM-Signature', value)}`;
  const signature = signatureOf(content, { domain, selector, key: privateKey.expose() });
  return Buffer.from(`${unsigned}${signature}\r\n${message}`, 'latin1');
}

function signatureOf(
  content: string,
  { domain, selector, key }: { readonly domain: string; readonly selector: string; readonly key: string },
): string {
  try {
    const base64 = createSign('RSA-SHA256').update(content, 'latin1').sign(key, 'base64');
    return base64.replace(/.{70}(?=.)/g, '$&\r\n ');
  } catch {
    // Whatever is thrown may have been told about the key.
    throw new AppError('internal', 'The mail could not be signed with its DKIM key.', {
      detail: `${selector}._domainkey.${domain}`,
    });
  }
}

/** Values of the head by lower-case names, as they are folded. */
function fieldsOf(head: string): ReadonlyMap<string, string> {
  return new Map(
    head.split(/\r\n(?![ \t])/).map((field) => {
      const [name, value] = splitField(field);
      return [name.toLowerCase(), value];
    }),
  );
}

function splitField(field: string): readonly [name: string, value: string] {
  const colon = field.indexOf(':');
  return [field.slice(0, colon), field.slice(colon + 1)];
}

/** Section 3.4.2, without the line end. */
function relaxedField(name: string, value: string): string {
  const line = value.replaceAll('\r\n', '').replace(/[ \t]+/g, ' ');
  return `${name.toLowerCase()}:${line.replace(/^ | $/g, '')}`;
}

/** Section 3.4.4. */
function relaxedBody(body: string): string {
  const lines = body
    .replace(/[ \t]+/g, ' ')
    .replaceAll(' \r\n', '\r\n')
    .replace(/ $/, '');
  let end = lines.length;
  while (end > 1 && lines.startsWith('\r\n', end - 2)) end -= 2;
  return end === 0 ? '' : `${lines.slice(0, end)}\r\n`;
}

function foldEvery(
  words: readonly string[],
  { count, between }: { readonly count: number; readonly between: string },
): string {
  return words.map((word, at) => (at > 0 && at % count === 0 ? `\r\n  ${word}` : word)).join(between);
}
