import { createPrivateKey, type KeyObject } from 'node:crypto';

/** The key of a Google service account: what it takes to sign an assertion (RFC 7523). */
export interface ServiceAccountKey {
  readonly clientEmail: string;
  readonly privateKey: KeyObject;
  /** Null in files that do not name it. */
  readonly privateKeyId: string | null;
  /** The token endpoint that takes its assertions. */
  readonly tokenUri: string;
}

/** Why a text is no such key. */
export type ServiceAccountKeyFault =
  'not-json' | 'not-a-service-account' | 'key-incomplete' | 'private-key-unreadable';

/** Reads the JSON key file that Google Cloud gives for a service account. Its text never comes back in a fault. */
export function readServiceAccountKey(
  text: string,
):
  | { readonly ok: true; readonly key: ServiceAccountKey; readonly oneLine: string }
  | { readonly ok: false; readonly fault: ServiceAccountKeyFault } {
  const fields = objectIn(text);
  if (fields === null) return { ok: false, fault: 'not-json' };
  if (fields.type !== undefined && fields.type !== 'service_account')
    return { ok: false, fault: 'not-a-service-account' };
  const { client_email: clientEmail, private_key: pem, token_uri: tokenUri, private_key_id: id } = fields;
  const complete = isText(clientEmail) && isText(pem) && isText(tokenUri) && URL.canParse(tokenUri);
  // What a person downloads for an application that people sign in to has neither.
  if (!complete)
    return {
      ok: false,
      fault: 'installed' in fields || 'web' in fields ? 'not-a-service-account' : 'key-incomplete',
    };
  const privateKey = rsaKeyIn(pem);
  if (privateKey === null) return { ok: false, fault: 'private-key-unreadable' };
  const privateKeyId = isText(id) ? id : null;
  const kept = {
    type: 'service_account',
    ...(privateKeyId === null ? {} : { private_key_id: privateKeyId }),
    private_key: pem,
    client_email: clientEmail,
    token_uri: tokenUri,
  };
  return {
    ok: true,
    key: { clientEmail, privateKey, privateKeyId, tokenUri },
    oneLine: JSON.stringify(kept),
  };
}

/** Whether the key's assertions are meant for this token URL. */
export function isTokenUriOf({ tokenUri }: ServiceAccountKey, tokenUrl: string): boolean {
  return new URL(tokenUri).href === new URL(tokenUrl).href;
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Google signs with RS256 alone. */
function rsaKeyIn(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}
