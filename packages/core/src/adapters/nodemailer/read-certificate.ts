import { TLSSocket } from 'node:tls';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import { success } from './attempt.ts';
import { certificateFacts } from './certificate-facts.ts';
import { openSession, type Opening } from './open-session.ts';

/**
 * Looks at a certificate that was refused, over a second session that checks nothing, signs in nowhere and carries no mail.
 * Empty when even that fails.
 */
export async function readCertificate(
  connection: SmtpConnection,
  opening: Opening,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const stranger: SmtpConnection = { ...connection, authentication: { kind: 'none' } };
  const unchecked: Opening['tlsOptionsOf'] = (refused) => {
    const options = opening.tlsOptionsOf(refused);
    return options.ok ? success({ ...options.value, rejectUnauthorized: false }) : options;
  };
  const opened = await openSession(stranger, { ...opening, tlsOptionsOf: unchecked }, { signal });
  if (!opened.ok) return [];
  const { socket } = opened.value;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  opened.value.quit();
  return certificate === undefined ? [] : certificateFacts(certificate, opening.clock.now());
}
