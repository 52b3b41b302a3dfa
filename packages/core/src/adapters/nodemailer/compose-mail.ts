import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailBuilder, MailToBuild } from '../../mail/mail-headers.ts';
import { asciiAddress } from './ascii-address.ts';

/**
 * Builds mails with nodemailer's composer: HTML and plain text side by side, everything encoded so that 7-bit servers take
 * it. The same mail gives the same bytes. Values cannot begin a header of their own: nodemailer encodes texts and names, and
 * identifiers lose what does not belong into one.
 */
export function createMailBuilder(): MailBuilder {
  return {
    async build(mail) {
      const composed = new MailComposer({
        from: mailbox(mail.from),
        to: mailbox(mail.to),
        replyTo: mail.replyTo === null ? undefined : mailbox({ address: mail.replyTo, name: null }),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        date: new Date(mail.date),
        messageId: bracketed(mail.identity.messageId),
        ...thread(mail.identity.references),
        headers: headersOf(mail),
        baseBoundary: boundaryOf(mail.identity.messageId),
        newline: 'win',
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return composed.compile().build();
    },
  };
}

type Header = readonly [key: string, value: string];

/** nodemailer takes an array of these as well as a record, and keeps their order. */
function headersOf(mail: MailToBuild): { key: string; value: string }[] {
  const headers: Header[] = [
    // RFC 3834 section 5: no vacation notice is to answer this; Exchange wants its own word for it.
    ['Auto-Submitted', 'auto-generated'],
    ['X-Auto-Response-Suppress', 'All'],
    // RFC 3282
    ['Content-Language', identifier(mail.language)],
    ...(mail.listId === null ? [] : [['List-Id', bracketed(mail.listId)] as const]),
    ...unsubscribe(mail.unsubscribe),
    // RFC 2156 and what Outlook and its followers read.
    ...(mail.urgent
      ? ([
          ['Importance', 'high'],
          ['X-Priority', '1'],
        ] as const)
      : []),
  ];
  return headers.map(([key, value]) => ({ key, value }));
}

/** RFC 2369; one click (RFC 8058) needs https. What is neither https nor mailto is no way to opt out. */
function unsubscribe(url: string | null): readonly Header[] {
  if (url === null || !/^(https|mailto):/i.test(url)) return [];
  const header = ['List-Unsubscribe', bracketed(url)] as const;
  if (!/^https:/i.test(url)) return [header];
  return [header, ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click']];
}

/** RFC 5322 section 3.6.4: the whole thread, and the message that this one follows. */
function thread(references: readonly string[]): { references?: string[]; inReplyTo?: string } {
  const last = references.at(-1);
  if (last === undefined) return {};
  return { references: references.map(bracketed), inReplyTo: bracketed(last) };
}

function mailbox({ address, name }: MailToBuild['from']): { address: string; name: string } {
  return { address: asciiAddress(address), name: name ?? '' };
}

function bracketed(text: string): string {
  return `<${identifier(text)}>`;
}

/** Visible ASCII without angle brackets. */
function identifier(text: string): string {
  return text.replace(/[^\x21-\x7e]|[<>]/g, '');
}

/** Nobody who writes a body can know the identifier that the delivery will get, so none can hold the boundary. */
function boundaryOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}
