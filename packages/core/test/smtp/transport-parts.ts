import { createSmtpTransport, type SmtpParts } from '../../src/adapters/nodemailer/pooled-transport.ts';
import type { TokenKeeping } from '../../src/adapters/nodemailer/token-vault.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/create-memory-storage.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import type { OutgoingMail, SendOutcome, SmtpTransport } from '../../src/smtp/smtp-transport.ts';

/** A signal that nobody gives. */
export const CARRY_ON = new AbortController().signal;

const transports: SmtpTransport[] = [];

/** A place of its own for access tokens. */
export function keepTokens(): TokenKeeping {
  const store = createMemoryStorage().accessTokens;
  return { store, sealer: createFakeSealer(), newId: sequentialIds() };
}

/** A transport over real sockets that {@link closeTransports} ends. */
export function makeTransport(parts: Partial<SmtpParts> = {}): SmtpTransport {
  const transport = createSmtpTransport({
    clock: systemClock,
    logger: silentLogger,
    tokens: keepTokens(),
    ...parts,
  });
  transports.push(transport);
  return transport;
}

/** Ends all transports that the test made. */
export async function closeTransports(): Promise<void> {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
}

/** A mail to somebody, changed by what the test cares about. */
export function makeMail(overrides: Partial<OutgoingMail> = {}): OutgoingMail {
  const raw = Buffer.from('Subject: Hello\r\n\r\nA line\r\n.A line with a dot\r\n');
  return { from: 'robots@platform.example', to: 'ops@acme.example', raw, ...overrides };
}

/** Sends one mail over a transport of its own. */
export function sendOne(connection: SmtpConnection, parts: Partial<SmtpParts> = {}): Promise<SendOutcome> {
  return makeTransport(parts).send(connection, makeMail(), CARRY_ON);
}
