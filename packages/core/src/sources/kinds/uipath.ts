import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SourceKindDefinition } from '../source-kind.ts';
import { decodeBase64Mac, decodeHexMac } from './decode-mac.ts';
import { readHeader } from './read-header.ts';
import { parseUipath } from './uipath/parse-uipath.ts';
import { verifyHmac, type ClaimedSignature } from './verify-hmac.ts';

const SHORTEST_SECRET = 8;
const LONGEST_SECRET = 256;

/**
 * UiPath Orchestrator and Automation Suite. The signature is Base64(HMAC-SHA256(secret, raw body)) in
 * `X-UiPath-Signature`; one page of UiPath's documentation shows it behind `sha256=`, where we take Base64 and hex. There
 * is no timestamp, so a replay is told by its `EventId`.
 */
export const uipathKind: SourceKindDefinition = {
  kind: 'uipath',
  label: { en: 'UiPath Orchestrator', fr: 'UiPath Orchestrator' },
  setup: {
    en:
      'In Orchestrator open Tenant, Webhooks, then Add webhook. Put the address of this source into "URL" and its secret ' +
      'into "Secret", and choose the events; rules decide later who gets mail. "Test" sends a ping.',
    fr:
      'Dans Orchestrator, ouvrez Locataire, Webhooks, puis Ajouter un webhook. Indiquez l’adresse de cette source dans ' +
      '« URL » et son secret dans « Secret », et choisissez les événements ; les règles décident ensuite qui reçoit un ' +
      'courriel. « Tester » envoie un ping.',
  },
  newSecret: (random) => new Secret(Buffer.from(random(32)).toString('base64url')),
  acceptSecret(secret) {
    const text = secret.expose();
    if (text !== text.trim() || text.length < SHORTEST_SECRET || text.length > LONGEST_SECRET) {
      throw new AppError(
        'input-invalid',
        `A UiPath webhook secret has ${SHORTEST_SECRET} to ${LONGEST_SECRET} characters and no white space around it.`,
      );
    }
    return secret;
  },
  verify(request, secrets) {
    const header = readHeader(request, 'x-uipath-signature');
    if (!header.ok) return header;
    const claim = readSignature(header.value);
    if (claim === null) return { ok: false, reason: 'signature-malformed' };
    return verifyHmac([claim], {
      parts: [request.body],
      secrets,
      keyOf: ({ secret }) => Buffer.from(secret.expose(), 'utf8'),
    });
  },
  parse: parseUipath,
};

function readSignature(value: string): ClaimedSignature | null {
  const prefixed = /^sha256=(.*)$/i.exec(value)?.[1];
  if (prefixed === undefined) return claim(decodeBase64Mac(value), 'base64');
  return claim(decodeHexMac(prefixed), 'sha256=hex') ?? claim(decodeBase64Mac(prefixed), 'sha256=base64');
}

function claim(bytes: Uint8Array | null, form: string): ClaimedSignature | null {
  return bytes === null ? null : { bytes, form };
}
