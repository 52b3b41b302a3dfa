import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { SecretKey, SourceKind } from '@postern/core';
import {
  createSecretHunt,
  makeCertificate,
  makeServiceAccountKey,
  type SecretHunt,
} from '@postern/core/testing';

/** A secret of every kind that the gateway and the command line are ever given. */
export interface PlantedSecrets {
  readonly hunt: SecretHunt;
  /** One for each write-only setting: a new one does not compile without its own. */
  readonly settings: Readonly<Record<SecretKey, string>>;
  readonly clientCertificate: string;
  readonly oauthClientCertificate: string;
  /** One for each kind of sender. */
  readonly sources: Readonly<Record<SourceKind, string>>;
  /** What `env:HUNTED_PASSWORD` leads to. */
  readonly referenced: string;
  /** What a token endpoint gives. */
  readonly accessToken: string;
  readonly dkimKey: string;
  /** As `POSTERN_KEYS` takes them. */
  readonly keys: string;
  /** With a password in it; nothing answers there. */
  readonly databaseUrl: string;
  /** Of an organization's own system, in a configuration that is imported. */
  readonly imported: string;
}

/** Makes them all, each unlike any other, and plants them. `tokenUrl` is what the service account's key is for. */
export async function plantSecrets(tokenUrl: string): Promise<PlantedSecrets> {
  const hunt = createSecretHunt();
  const client = await makeCertificate();
  const clientKey = asPkcs8(client.key);
  const oauthClient = await makeCertificate();
  const oauthClientKey = asPkcs8(oauthClient.key);
  const serviceAccount = makeServiceAccountKey(tokenUrl).key.expose();
  const { private_key: serviceKey } = JSON.parse(serviceAccount) as { private_key: string };
  const dkimKey = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
  const sealingKey = randomBytes(32);
  hunt.plant('client key', privateHalf(clientKey));
  hunt.plant('OAuth client key', privateHalf(oauthClientKey));
  hunt.plant('service account key', privateHalf(serviceKey));
  hunt.plant('DKIM key', privateHalf(dkimKey));
  hunt.plant('sealing key', sealingKey.toString('base64'));
  hunt.plant('sealing key in hexadecimal', sealingKey.toString('hex'));
  const databasePassword = hunt.plant('database password', randomBytes(18).toString('base64url'));
  return {
    hunt,
    settings: {
      smtpPassword: hunt.plant('SMTP password', anyText()),
      oauthClientSecret: hunt.plant('client secret', anyText()),
      oauthRefreshToken: hunt.plant('refresh token', anyText()),
      oauthServiceAccountKey: serviceAccount,
      clientKey,
      oauthClientKey,
    },
    oauthClientCertificate: oauthClient.cert,
    clientCertificate: client.cert,
    sources: {
      uipath: hunt.plant('UiPath secret', anyText()),
      standard: `whsec_${hunt.plant('Standard Webhooks secret', randomBytes(32).toString('base64'))}`,
      generic: hunt.plant('Bearer token', randomBytes(32).toString('base64url')),
    },
    referenced: hunt.plant('referenced password', anyText()),
    accessToken: hunt.plant('access token', randomBytes(40).toString('base64url')),
    dkimKey,
    keys: `k1:${sealingKey.toString('base64')}`,
    databaseUrl: `postgres://postern:${databasePassword}@127.0.0.1:1/postern`,
    imported: hunt.plant('imported password', randomBytes(18).toString('hex')),
  };
}

/** Random, with characters that every encoding turns into something else. */
function anyText(): string {
  return `${randomBytes(9).toString('base64url')}&é+"${randomBytes(9).toString('base64url')}/<%'`;
}

function asPkcs8(pem: string): string {
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The lines of an RSA key in PKCS #8 after the modulus, which its certificate and its DKIM record show to everybody. */
function privateHalf(pem: string): string {
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  return lines.slice(8).join('\n');
}
