import { generateKeyPair, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { DAY } from '../kernel/clock.ts';

/** A certificate made for one test, with its authority. PEM. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  /** What a client must trust to believe it: the authority, or the certificate itself when it is self-signed. */
  readonly ca: string;
}

/** What a test cares about. */
export interface CertificateWishes {
  /** DNS names and addresses that it is for: `localhost` and `127.0.0.1` by default. */
  readonly names?: readonly string[];
  /** Epoch milliseconds: in 30 days by default. */
  readonly until?: number;
  /** Signed by itself instead of by an authority. */
  readonly selfSigned?: boolean;
}

/** Makes a certificate at run time, so that no private key lies in the repository. */
export async function makeCertificate({
  names = ['localhost', '127.0.0.1'],
  until = Date.now() + 30 * DAY,
  selfSigned = false,
}: CertificateWishes = {}): Promise<TestCertificate> {
  const keys = await newKeys();
  const own = unsigned(names[0] ?? 'nobody', until, keys.publicKey);
  own.setExtensions([{ name: 'subjectAltName', altNames: names.map(alternativeName) }]);
  if (selfSigned) {
    sign(own, own, keys.privateKey);
    return { key: keys.pem, cert: pem(own), ca: pem(own) };
  }
  const authorityKeys = await newKeys();
  const authority = unsigned('Test authority', Date.now() + 30 * DAY, authorityKeys.publicKey);
  authority.setExtensions([{ name: 'basicConstraints', cA: true, critical: true }]);
  sign(authority, authority, authorityKeys.privateKey);
  sign(own, authority, authorityKeys.privateKey);
  return { key: keys.pem, cert: pem(own), ca: pem(authority) };
}

interface Keys {
  readonly pem: string;
  readonly privateKey: forge.pki.rsa.PrivateKey;
  readonly publicKey: forge.pki.rsa.PublicKey;
}

/** Node makes the keys: forge's own arithmetic would take seconds. */
async function newKeys(): Promise<Keys> {
  const made = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    pem: made.privateKey,
    privateKey: forge.pki.privateKeyFromPem(made.privateKey),
    publicKey: forge.pki.publicKeyFromPem(made.publicKey),
  };
}

function unsigned(name: string, until: number, publicKey: forge.pki.rsa.PublicKey): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Math.min(Date.now(), until) - DAY);
  certificate.validity.notAfter = new Date(until);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  return certificate;
}

function sign(
  certificate: forge.pki.Certificate,
  issuer: forge.pki.Certificate,
  key: forge.pki.rsa.PrivateKey,
): void {
  certificate.setIssuer(issuer.subject.attributes);
  certificate.sign(key, forge.md.sha256.create());
}

/** RFC 5280 section 4.2.1.6: 2 is a DNS name, 7 an IP address. */
function alternativeName(name: string): Record<string, unknown> {
  return isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };
}

function pem(certificate: forge.pki.Certificate): string {
  return forge.pki.certificateToPem(certificate);
}
