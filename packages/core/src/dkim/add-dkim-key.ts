import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { Secret } from '../kernel/secret.ts';
import { requireLevel } from '../organizations/require-level.ts';
import type { DkimDeps } from './dkim-deps.ts';
import { dkimDomainSchema } from './dkim-domain-schema.ts';
import { dkimPlace } from './dkim-key.ts';
import { publicHalf } from './public-half.ts';
import { shownDkimKey, type ShownDkimKey } from './shown-dkim-key.ts';

const addSchema = z.strictObject({
  level: levelSchema,
  domain: dkimDomainSchema,
  selector: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
      error: 'Give a selector of at most 63 small letters, digits and hyphens, such as "postern".',
    })
    .default('postern'),
  /** A private key of one's own, PEM; absent: a new one is made. */
  privateKey: z.instanceof(Secret).optional(),
});

/** Input of {@link addDkimKey}. */
export type AddDkimKeyInput = z.input<typeof addSchema>;

/**
 * Gives a level a key for a domain. Nothing is signed with it before it is enabled.
 * @param deps `generateKey` makes a private RSA key of 2048 bits, PEM.
 * @throws AppError `not-allowed`; `input-invalid`; `not-found` for the level; `conflict` when there is a key already.
 */
export async function addDkimKey(
  deps: DkimDeps & { readonly generateKey: () => Promise<Secret> },
  actor: Actor,
  input: AddDkimKeyInput,
): Promise<ShownDkimKey> {
  const { privateKey, ...name } = parseInput(addSchema, input, 'The DKIM key');
  authorize(actor, 'change', name.level);
  await requireLevel(deps.storage.organizations, name.level);
  const pem = privateKey ?? (await deps.generateKey());
  const publicKey = publicHalf(pem);
  if (publicKey === null)
    throw new AppError(
      'input-invalid',
      'The DKIM key is not an RSA private key of 1024 to 4096 bits in PEM, without a passphrase.',
    );
  const sealed = deps.sealer.seal(pem, dkimPlace(name));
  const key = { ...name, publicKey, sealed, enabled: false, createdAt: deps.clock.now() };
  const changes = [{ field: 'selector', before: null, after: name.selector }];
  const audit = newAuditEntry(
    { actor, action: 'dkim.added', level: name.level, subject: name.domain, changes },
    deps,
  );
  if ((await deps.storage.dkim.add(key, audit)) === 'exists')
    throw new AppError('conflict', 'There is a DKIM key for this domain already: remove it first.');
  return shownDkimKey(key);
}
