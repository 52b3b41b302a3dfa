import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import type { LiveSecret, SourceKindDefinition, Verification } from '../source-kind.ts';
import { readHeader } from './read-header.ts';
import { parseSystemMessage } from './system/parse-system-message.ts';

/** What a Bearer token may be made of (RFC 6750 section 2.1). */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;
const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 512;

/**
 * Any sender that can set a header: `Authorization: Bearer <token>`. A report is named by its `id`, else by the header
 * `Idempotency-Key`, else by its bytes: a sender without either that says the very same thing twice (not even another
 * timestamp) is heard once.
 */
export const genericKind: SourceKindDefinition = {
  kind: 'generic',
  label: { en: 'Generic (Bearer token)', fr: 'Générique (jeton Bearer)' },
  setup: {
    en:
      'Post JSON to the address of this source with the header "Authorization: Bearer" and its secret. The body is ' +
      '{"type": "robot.alert", "timestamp": "…", "id": "…", "data": {…}}; all but the type may be left out.',
    fr:
      'Envoyez du JSON à l’adresse de cette source avec l’en-tête « Authorization: Bearer » suivi de son secret. Le corps ' +
      'est {"type": "robot.alert", "timestamp": "…", "id": "…", "data": {…}} ; seul le type est obligatoire.',
  },
  newSecret: (random) => new Secret(Buffer.from(random(32)).toString('base64url')),
  acceptSecret(secret) {
    const token = secret.expose();
    if (!TOKEN.test(token) || token.length < SHORTEST_TOKEN || token.length > LONGEST_TOKEN) {
      throw new AppError(
        'input-invalid',
        `A Bearer token has ${SHORTEST_TOKEN} to ${LONGEST_TOKEN} characters out of A–Z, a–z, 0–9 and . _ ~ + / -.`,
      );
    }
    return secret;
  },
  verify(request, secrets) {
    const header = readHeader(request, 'authorization');
    if (!header.ok) return header;
    // The scheme ignores case (RFC 9110 section 11.1); the token does not.
    const token = /^bearer +(\S+)$/i.exec(header.value)?.[1];
    if (token === undefined || !TOKEN.test(token)) return { ok: false, reason: 'signature-malformed' };
    return compareToken(token, secrets);
  },
  parse: (request, receivedAt) =>
    parseSystemMessage({
      body: request.body,
      receivedAt,
      reportId: (bodyId) => bodyId ?? idempotencyKey(request.headers['idempotency-key']),
    }),
};

/** Compares hashes, which are of one length whatever the tokens are, with every secret whether or not one has fitted. */
function compareToken(token: string, secrets: readonly LiveSecret[]): Verification {
  const given = sha256(token);
  let fitting: Verification = { ok: false, reason: 'signature-wrong' };
  for (const { id, secret } of secrets) {
    const fits = timingSafeEqual(given, sha256(secret.expose()));
    if (fits && !fitting.ok) fitting = { ok: true, secretId: id, form: 'bearer' };
  }
  return fitting;
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

function idempotencyKey(values: readonly string[] | undefined): string | null {
  const key = values?.[0]?.trim() ?? '';
  return key === '' ? null : key;
}
