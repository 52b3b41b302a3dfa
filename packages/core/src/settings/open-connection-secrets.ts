import { AppError, type ErrorCode } from '../kernel/errors.ts';
import type { ReferenceReader, Sealer } from '../kernel/sealer.ts';
import type { Secret } from '../kernel/secret.ts';
import type { EffectiveConnection } from './effective-settings.ts';
import { FIELD_KEYS, fieldOf, isSecretKey, secretFormOf } from './fields.ts';
import { readSecret, SECRET_FAULTS, type SecretForm } from './fields/read-secret.ts';
import type { Authentication, SecretKey, StoredSecret } from './mail-settings.ts';
import { placeInConnection } from './secret-place.ts';

/** The secrets of a connection, ready for the socket; or why one of them cannot be had, with a text for administrators. */
export type OpenedSecrets =
  | { readonly ok: true; readonly secrets: Partial<Record<SecretKey, Secret>> }
  | {
      readonly ok: false;
      readonly reason: 'key-missing';
      readonly field: SecretKey;
      readonly keyId: string;
      readonly text: string;
    }
  | {
      readonly ok: false;
      readonly reason: 'secret-unreadable';
      readonly field: SecretKey;
      readonly text: string;
    };

/** Which secrets a way of signing in uses; the others stay closed. */
const USED: Readonly<Record<Authentication, readonly SecretKey[]>> = {
  none: [],
  password: ['smtpPassword'],
  oauth2: ['oauthClientSecret', 'oauthClientKey', 'oauthRefreshToken', 'oauthServiceAccountKey'],
  ntlm: ['smtpPassword'],
  certificate: [],
};

/** The key of the client's certificate is used whatever the way of signing in. */
function isUsed(key: SecretKey, { authentication, texts }: EffectiveConnection): boolean {
  return key === 'clientKey' ? texts.clientCertificate !== undefined : USED[authentication].includes(key);
}

/**
 * Opens what the connection needs to sign in: sealed secrets for exactly this connection, references by reading them now.
 * @throws what is not about the secret itself, such as a defect.
 */
export async function openConnectionSecrets(
  { sealer, references }: { readonly sealer: Sealer; readonly references: ReferenceReader },
  connection: EffectiveConnection,
): Promise<OpenedSecrets> {
  const opened: [SecretKey, Secret][] = [];
  for (const key of FIELD_KEYS.filter(isSecretKey)) {
    const stored = connection.secrets[key];
    if (stored === undefined || !isUsed(key, connection)) continue;
    try {
      const secret =
        stored.kind === 'sealed'
          ? sealer.open(stored, placeInConnection(key, connection))
          : await readReference(stored.reference, secretFormOf(key), references);
      opened.push([key, secret]);
    } catch (error) {
      return closed(key, stored, error);
    }
  }
  return { ok: true, secrets: Object.fromEntries(opened) };
}

/** A file that a reference leads to is in other hands, so it is looked at each time as if it were given now. */
async function readReference(
  reference: string,
  form: SecretForm,
  references: ReferenceReader,
): Promise<Secret> {
  if (form === 'line') return references.read(reference);
  const read = readSecret(await references.read(reference, 'many'), form);
  if (read.ok) return read.secret;
  const text = `The reference ${reference} cannot be used. ${SECRET_FAULTS[read.fault].en}`;
  throw new AppError('reference-unreadable', text);
}

const UNREADABLE: readonly ErrorCode[] = ['seal-broken', 'reference-unreadable'];

function closed(field: SecretKey, stored: StoredSecret, error: unknown): OpenedSecrets {
  if (!(error instanceof AppError)) throw error;
  const text = `${fieldOf(field).name}: ${error.message}`;
  if (error.code === 'key-missing' && stored.kind === 'sealed')
    return { ok: false, reason: 'key-missing', field, keyId: stored.keyId, text };
  if (UNREADABLE.includes(error.code)) return { ok: false, reason: 'secret-unreadable', field, text };
  throw error;
}
