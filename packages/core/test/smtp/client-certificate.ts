import { Secret } from '../../src/kernel/secret.ts';
import { readSecret } from '../../src/settings/fields/read-secret.ts';
import type { ClientCertificate } from '../../src/smtp/smtp-connection.ts';
import type { TestCertificate } from '../../src/testing/make-certificate.ts';

/** What a connection shows, as it comes from the settings. */
export function clientCertificate(chain: TestCertificate, key = chain.key): ClientCertificate {
  const read = readSecret(new Secret(key), 'private-key');
  if (!read.ok) throw new Error(read.fault);
  return { chain: chain.cert, key: read.secret };
}
