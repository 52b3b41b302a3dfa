import { isIP } from 'node:net';
import { createSecureContext, getCACertificates, type ConnectionOptions, type SecureContext } from 'node:tls';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { failureOf } from './failure-of.ts';

/** TLS 1.0 and 1.1 are not to be used any more (RFC 8996). */
const MIN_VERSION = 'TLSv1.2';
/** More private authorities than anyone has; keeps the memory bounded all the same. */
const MOST_CONTEXTS = 100;

/** How TLS is spoken on a connection; fails when its own certificate authority cannot be read. */
export type TlsOptionsOf = (
  connection: Pick<SmtpConnection, 'host' | 'caCertificate'>,
) => Attempt<ConnectionOptions>;

/**
 * Makes the TLS options of connections: 1.2 or newer, the certificate checked for the server's name, own authorities trusted
 * besides the system's. Reading a hundred system authorities takes some 100 ms, so the result is kept for each own authority.
 */
export function createTlsOptions(): TlsOptionsOf {
  const contexts = new Map<string, SecureContext>();

  function contextFor(caCertificate: string): SecureContext {
    const kept = contexts.get(caCertificate);
    if (kept !== undefined) return kept;
    const ca = [...getCACertificates('default'), caCertificate];
    const context = createSecureContext({ ca, minVersion: MIN_VERSION });
    const [oldest] = contexts.keys();
    if (contexts.size >= MOST_CONTEXTS && oldest !== undefined) contexts.delete(oldest);
    contexts.set(caCertificate, context);
    return context;
  }

  return ({ host, caCertificate }) => {
    try {
      return success({
        minVersion: MIN_VERSION,
        rejectUnauthorized: true,
        // An address is no server name (RFC 6066 section 3); the certificate is checked for `host` then.
        host,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(caCertificate === null ? {} : { secureContext: contextFor(caCertificate) }),
      });
    } catch (error) {
      return failed(failureOf(error, 'starttls', { secrets: [] }));
    }
  };
}
