import { createPrivateKey, X509Certificate, type KeyObject, type webcrypto } from 'node:crypto';
import { ClientSecretPost, modifyAssertion, None, PrivateKeyJwt, type ClientAuth } from 'oauth4webapi';
import { SECOND } from '../../kernel/clock.ts';
import type { ClientCertificate, ClientProof } from '../../smtp/smtp-connection.ts';
import { KeyNotUsableError } from './key-not-usable-error.ts';

/** What an assertion depends on besides the key. */
export interface AssertionContext {
  readonly tokenUrl: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * How the client shows at the token endpoint that it is who it says; `null`: it is a public client.
 * @throws KeyNotUsableError
 */
export function clientIdentity(proof: ClientProof | null, context: AssertionContext): ClientAuth {
  if (proof === null) return None();
  return 'clientSecret' in proof
    ? ClientSecretPost(proof.clientSecret.expose())
    : byCertificate(proof.clientCertificate, context);
}

/** Seconds that an assertion is good for. */
const GOOD_FOR = 300;

/**
 * RFC 7523 section 3, as Microsoft wants it: PS256, the certificate by its SHA-256, for the endpoint's very URL.
 * https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
function byCertificate({ chain, key }: ClientCertificate, { tokenUrl, now }: AssertionContext): ClientAuth {
  const certificate = new X509Certificate(chain);
  const privateKey = createPrivateKey({
    key: Buffer.from(key.expose(), 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  if (!certificate.checkPrivateKey(privateKey))
    throw new KeyNotUsableError('oauth-client-key is not the key of oauth-client-certificate');
  const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');
  const issued = Math.floor(now / SECOND);
  return PrivateKeyJwt(signingKey(privateKey), {
    [modifyAssertion]: (header, payload) => {
      Object.assign(header, { typ: 'JWT', 'x5t#S256': thumbprint.toString('base64url') });
      Object.assign(payload, { aud: tokenUrl, iat: issued, nbf: issued, exp: issued + GOOD_FOR });
    },
  });
}

/** RSA signs PS256, and a curve the one algorithm that it is for (RFC 7518 section 3.4). */
function signingKey(key: KeyObject): webcrypto.CryptoKey {
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa')
    return key.toCryptoKey({ name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']);
  const curve = CURVES[namedCurve ?? ''];
  if (key.asymmetricKeyType === 'ec' && curve !== undefined)
    return key.toCryptoKey({ name: 'ECDSA', namedCurve: curve }, false, ['sign']);
  throw new KeyNotUsableError('oauth-client-key is neither RSA nor on the curve P-256, P-384 or P-521');
}

/** As OpenSSL and as the Web Cryptography API call them. */
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};
