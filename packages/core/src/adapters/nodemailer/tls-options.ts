import { createPrivateKey, hash } from 'node:crypto';
import { isIP } from 'node:net';
import {
  createSecureContext,
  getCACertificates,
  type ConnectionOptions,
  type SecureContext,
  type SecureContextOptions,
} from 'node:tls';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { failureOf } from './failure-of.ts';

/** TLS 1.0 and 1.1 are not to be used any more (RFC 8996). */
const MIN_VERSION = 'TLSv1.2';
/** More private authorities than anyone has; keeps the memory bounded all the same. */
const MOST_CONTEXTS = 100;

type TlsParts = Pick<SmtpConnection, 'host' | 'caCertificate' | 'clientCertificate'>;

/** How TLS is spoken on a connection; fails when its own certificates or its key cannot be used. */
export type TlsOptionsOf = (connection: TlsParts) => Attempt<ConnectionOptions>;

/**
 * Makes the TLS options of connections: 1.2 or newer, the certificate checked for the server's name, own authorities trusted
 * besides the system's, the own certificate shown to a server that asks. Reading a hundred system authorities takes some
 * 100 ms, so the result is kept for each set of own certificates.
 */
export function createTlsOptions(): TlsOptionsOf {
  const contexts = new Map<string, SecureContext>();

  function contextFor(parts: Omit<TlsParts, 'host'>): SecureContext {
    const mark = markOf(parts);
    const kept = contexts.get(mark);
    if (kept !== undefined) return kept;
    const context = createSecureContext({ minVersion: MIN_VERSION, ...trust(parts), ...identity(parts) });
    const [oldest] = contexts.keys();
    if (contexts.size >= MOST_CONTEXTS && oldest !== undefined) contexts.delete(oldest);
    contexts.set(mark, context);
    return context;
  }

  return (connection) => {
    const { host, caCertificate, clientCertificate } = connection;
    const isPlain = caCertificate === null && clientCertificate === undefined;
    try {
      return success({
        minVersion: MIN_VERSION,
        rejectUnauthorized: true,
        // An address is no server name (RFC 6066 section 3); the certificate is checked for `host` then.
        host,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(isPlain ? {} : { secureContext: contextFor(connection) }),
      });
    } catch (error) {
      return failed(failureOf(error, 'starttls', { secrets: [] }));
    }
  };
}

function trust({ caCertificate }: Omit<TlsParts, 'host'>): SecureContextOptions {
  return caCertificate === null ? {} : { ca: [...getCACertificates('default'), caCertificate] };
}

function identity({ clientCertificate }: Omit<TlsParts, 'host'>): SecureContextOptions {
  if (clientCertificate === undefined) return {};
  const { chain, key } = clientCertificate;
  const pkcs8 = Buffer.from(key.expose(), 'base64');
  const pem = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
    type: 'pkcs8',
    format: 'pem',
  });
  return { cert: chain, key: pem };
}

/** The key itself is not kept as a name in memory. */
function markOf({ caCertificate, clientCertificate }: Omit<TlsParts, 'host'>): string {
  const parts = [caCertificate, clientCertificate?.chain ?? null, clientCertificate?.key.expose() ?? null];
  return hash('sha256', JSON.stringify(parts));
}
