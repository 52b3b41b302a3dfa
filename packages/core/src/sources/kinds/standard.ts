import { AppError } from '../../kernel/errors.ts';
import { MINUTE, SECOND } from '../../kernel/clock.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SourceKindDefinition, Verification } from '../source-kind.ts';
import { decodeBase64Mac } from './decode-mac.ts';
import { readHeader } from './read-header.ts';
import { parseSystemMessage } from './system/parse-system-message.ts';
import { verifyHmac, type ClaimedSignature } from './verify-hmac.ts';

/** How far the sender's clock may be off, either way. */
const TOLERANCE = 5 * MINUTE;
const PREFIX = 'whsec_';
/** The specification's limits on a key. */
const SHORTEST_KEY = 24;
const LONGEST_KEY = 64;

/** Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 of id, timestamp and body, several signatures at once. */
export const standardKind: SourceKindDefinition = {
  kind: 'standard',
  label: { en: 'Standard Webhooks', fr: 'Standard Webhooks' },
  setup: {
    en:
      'Give the sender the address of this source and its secret (whsec_…). It signs each request with the headers ' +
      'webhook-id, webhook-timestamp and webhook-signature, and posts {"type", "timestamp", "data"} as JSON.',
    fr:
      'Donnez à l’expéditeur l’adresse de cette source et son secret (whsec_…). Il signe chaque requête par les ' +
      'en-têtes webhook-id, webhook-timestamp et webhook-signature, et envoie {"type", "timestamp", "data"} en JSON.',
  },
  newSecret: (random) => new Secret(PREFIX + Buffer.from(random(32)).toString('base64')),
  acceptSecret(secret) {
    const key = keyBytes(secret);
    const canonical = PREFIX + Buffer.from(key).toString('base64');
    if (secret.expose() !== canonical || key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
      throw new AppError(
        'input-invalid',
        `A Standard Webhooks secret is "whsec_" and then ${SHORTEST_KEY} to ${LONGEST_KEY} bytes in Base64, as the sender shows it.`,
      );
    }
    return secret;
  },
  verify(request, secrets, now) {
    const id = readHeader(request, 'webhook-id');
    if (!id.ok) return id;
    const timestamp = readHeader(request, 'webhook-timestamp');
    if (!timestamp.ok) return timestamp;
    const signatures = readHeader(request, 'webhook-signature');
    if (!signatures.ok) return signatures;
    const claims = readSignatures(signatures.value);
    if (claims.length === 0 || !/^\d{1,12}$/.test(timestamp.value)) {
      return { ok: false, reason: 'signature-malformed' };
    }
    const verification = verifyHmac(claims, {
      parts: [`${id.value}.${timestamp.value}.`, request.body],
      secrets,
      keyOf: ({ secret }) => keyBytes(secret),
    });
    return verification.ok ? checkTime(Number(timestamp.value) * SECOND, now, verification) : verification;
  },
  parse: (request, receivedAt) =>
    parseSystemMessage({
      body: request.body,
      receivedAt,
      reportId: (bodyId) => request.headers['webhook-id']?.[0]?.trim() ?? bodyId,
    }),
};

/** After the signature, so that "outside" in a log means a sender whose clock is wrong, or a replay, and no guesswork. */
function checkTime(sentAt: number, now: number, verification: Verification): Verification {
  return Math.abs(now - sentAt) <= TOLERANCE ? verification : { ok: false, reason: 'timestamp-outside' };
}

/**
 * The signatures of version 1 (HMAC-SHA256) among all; other versions are for other verifiers. None when one of them is
 * garbled: then the header is not what the sender wrote.
 */
function readSignatures(header: string): readonly ClaimedSignature[] {
  const signatures = header.split(' ').filter((signature) => signature.startsWith('v1,'));
  const claims = signatures.flatMap((signature) => {
    const bytes = decodeBase64Mac(signature.slice('v1,'.length));
    return bytes === null ? [] : [{ bytes, form: 'v1' }];
  });
  return claims.length === signatures.length ? claims : [];
}

function keyBytes(secret: Secret): Uint8Array {
  const text = secret.expose();
  return Buffer.from(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '', 'base64');
}
