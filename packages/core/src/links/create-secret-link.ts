import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { MINUTE } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { languageSchema } from '../kernel/language.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { Secret } from '../kernel/secret.ts';
import { requireLevel } from '../organizations/require-level.ts';
import { findField, isSecretKey } from '../settings/fields.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { SecretKey } from '../settings/mail-settings.ts';
import { planForLevel } from '../settings/plan-for-level.ts';
import { settingsRefusal } from '../settings/settings-refusal.ts';
import { unknownField } from '../settings/unknown-field.ts';
import type { LinkDeps } from './link-deps.ts';
import { sealReply } from './link-reply.ts';
import { newLinkToken } from './link-token.ts';

/** How long a link to enter a secret is open, in milliseconds. */
export const SECRET_LINK_LIFETIME = 10 * MINUTE;

const secretLinkSchema = z.strictObject({
  level: levelSchema,
  /** The secret's field, by any spelling of its name. */
  field: z.string(),
  /** Of the page. */
  language: languageSchema,
  /** For the app to find its way back to the person; null: nobody waits. */
  reply: z.instanceof(Secret).nullable(),
});

/** Input of {@link createSecretLink}. */
export type SecretLinkInput = z.input<typeof secretLinkSchema>;

/** A new link, with the one chance to see its token. */
export interface SecretLink {
  readonly token: Secret;
  readonly key: SecretKey;
}

/**
 * Makes a one-time link to a page on which this person enters a secret of a level, for the settings as they are now. An
 * open link of theirs for the same secret ends.
 * @throws AppError `not-allowed`; `not-found` for the organization; `input-invalid` for a field that is none, or no secret;
 * `refused` when the level cannot have that secret now: it would be a page to type a password into for nothing.
 */
export async function createSecretLink(
  deps: Pick<LinkDeps, 'sealer' | 'clock' | 'newId' | 'random'> & {
    readonly storage: Pick<LinkDeps['storage'], 'links' | 'settings' | 'organizations'>;
  },
  actor: Actor,
  input: SecretLinkInput,
): Promise<SecretLink> {
  const { level, field, language, reply } = parseInput(secretLinkSchema, input, 'The request for a link');
  authorize(actor, 'change', level);
  await requireLevel(deps.storage.organizations, level);
  const key = secretKeyOf(field);
  const loaded = await loadSettings(deps.storage.settings, level);
  const given = { kind: 'value', secret: new Secret('not entered yet') } as const;
  const plan = planForLevel({ values: {}, secrets: { [key]: given }, unset: [] }, level, loaded);
  if (!plan.ok) throw settingsRefusal([], plan.problems);

  const { token, tokenHash } = newLinkToken(deps.random);
  const id = deps.newId();
  const now = deps.clock.now();
  await deps.storage.links.add({
    id,
    tokenHash,
    level,
    purpose: { kind: 'secret', key, expectedHead: loaded.own.head },
    actor,
    language,
    reply: reply === null ? null : sealReply(deps.sealer, id, reply),
    createdAt: now,
    expiresAt: now + SECRET_LINK_LIFETIME,
    usedAt: null,
    revisionId: null,
  });
  return { token, key };
}

function secretKeyOf(word: string): SecretKey {
  const field = findField(word);
  if (field !== null && isSecretKey(field.key)) return field.key;
  const issue =
    field === null ? unknownField(word) : { path: field.name, message: 'It is no secret: set it as it is.' };
  throw new AppError('input-invalid', `There is no link for that. ${issue.path}: ${issue.message}`, {
    issues: [issue],
  });
}
