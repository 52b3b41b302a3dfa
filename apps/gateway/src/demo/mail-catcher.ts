import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser, type AddressObject } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that arrived. */
export interface CaughtMail {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** When it was there, by the catcher's monotonic clock. */
  readonly arrived: number;
  /** As it came over the wire. */
  readonly raw: Buffer;
  readonly messageId: string;
  /** Such as `"Robots" <robots@platform.example>`. */
  readonly from: string;
  readonly to: string;
  /** The envelope's recipients: who really gets it, bare. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** An SMTP server that keeps what it gets and passes nothing on. */
export interface MailCatcher {
  readonly port: number;
  readonly mails: readonly CaughtMail[];
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1: plain SMTP, no sign-in. */
export async function startMailCatcher({
  monotonic,
}: {
  readonly monotonic: () => number;
}): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    banner: 'Postern demo: nothing leaves this machine',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onData: catchInto(mails, monotonic),
  });
  // A client that breaks off is the client's affair, and the delivery's: it says so where it is looked for.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Says yes to a mail only when it is kept: what is delivered is there to be looked at. */
function catchInto(mails: CaughtMail[], monotonic: () => number): NonNullable<SMTPServerOptions['onData']> {
  return (stream, { envelope }, done) => {
    void (async () => {
      const raw = await buffer(stream);
      const arrived = monotonic();
      const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
      mails.push({
        number: mails.length + 1,
        arrived,
        raw,
        messageId: parsed.messageId ?? '',
        from: addressText(parsed.from),
        to: addressText(parsed.to),
        recipients: envelope.rcptTo.map(({ address }) => address),
        subject: parsed.subject ?? '',
        text: parsed.text ?? '',
        html: typeof parsed.html === 'string' ? parsed.html : '',
      });
    })().then(() => done(), done);
  };
}

function addressText(header: AddressObject | AddressObject[] | undefined): string {
  return [header ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}
