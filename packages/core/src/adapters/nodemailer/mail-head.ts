import { foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import type { MailToBuild } from '../../mail/mail-headers.ts';
import { asciiAddress } from './ascii-address.ts';

/** Knows how each header's value is encoded: addresses, identifiers and texts. It keeps nothing of what it encodes. */
const node = new MimeNode(false);

/**
 * The head of a mail but for its content type, with CRLF after each line. Values cannot begin a header of their own:
 * nodemailer encodes texts and names, and identifiers lose what does not belong into one.
 */
export function mailHead(mail: MailToBuild): string {
  return [
    mailbox('From', mail.from),
    mailbox('To', mail.to),
    mail.replyTo === null ? '' : mailbox('Reply-To', { address: mail.replyTo, name: null }),
    field('Subject', mail.subject),
    field('Message-ID', bracketed(mail.identity.messageId)),
    thread(mail.identity),
    `Date: ${new Date(mail.date).toUTCString().replace('GMT', '+0000')}\r\n`,
    // RFC 3834 section 5: no vacation notice is to answer this; Exchange wants its own word for it.
    'Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n',
    // RFC 3282
    field('Content-Language', identifier(mail.language)),
    mail.listId === null ? '' : field('List-Id', bracketed(mail.listId)),
    unsubscribe(mail.unsubscribe),
    // RFC 2156 and what Outlook and its followers read.
    mail.urgent ? 'Importance: high\r\nX-Priority: 1\r\n' : '',
    'MIME-Version: 1.0\r\n',
  ].join('');
}

type HeaderValue = Parameters<MimeNode['encodeHeaderValue']>[1];

function field(key: string, value: HeaderValue): string {
  if (typeof value === 'string' && key.length + ': '.length + value.length <= 76 && AS_IT_STANDS.test(value))
    return `${key}: ${value}\r\n`;
  const encoded = node.encodeHeaderValue(key, value);
  return encoded.trim() === '' ? '' : `${foldLines(`${key}: ${encoded}`, 76)}\r\n`;
}

/** Nothing that any field would encode, such as an identifier: then all fields are written the same. */
const AS_IT_STANDS = /^[!#-<>-~]+$/;

/**
 * RFC 5322 section 3.6.4: the thread, and the message that this one follows. Exchange and Outlook tell a conversation by its
 * topic (MS-OXCMAIL, PidTagConversationTopic), which they take from the subject unless they are told.
 */
function thread({ references, topic }: MailToBuild['identity']): string {
  const last = references.at(-1);
  if (last === undefined) return '';
  return [
    field('References', references.map(bracketed).join(' ')),
    field('In-Reply-To', bracketed(last)),
    topic === undefined ? '' : field('Thread-Topic', topic),
  ].join('');
}

/** RFC 2369; one click (RFC 8058) needs https. What is neither https nor mailto is no way to opt out. */
function unsubscribe(url: string | null): string {
  if (url === null || !/^(https|mailto):/i.test(url)) return '';
  const header = field('List-Unsubscribe', bracketed(url));
  if (!/^https:/i.test(url)) return header;
  return `${header}List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`;
}

/** Fields remembered: senders and recipients come again and again, and what they become is costly to work out. */
const REMEMBERED = 1_000;
const mailboxes = new Map<string, string>();

function mailbox(key: 'From' | 'To' | 'Reply-To', { address, name }: MailToBuild['from']): string {
  const whole = `${key}\n${address}\n${name ?? ''}`;
  const known = mailboxes.get(whole);
  if (known !== undefined) return known;
  const written = field(key, { address: asciiAddress(address), name: name ?? '' });
  if (mailboxes.size >= REMEMBERED) mailboxes.clear();
  mailboxes.set(whole, written);
  return written;
}

function bracketed(text: string): string {
  return `<${identifier(text)}>`;
}

/** Visible ASCII without angle brackets. */
function identifier(text: string): string {
  return text.replace(/[^\x21-\x7e]|[<>]/g, '');
}
