import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { Secret } from '../kernel/secret.ts';
import { requireLevel } from '../organizations/require-level.ts';
import { makeSourceSecret } from './make-source-secret.ts';
import type { SourceDeps } from './source-deps.ts';
import { SOURCE_KINDS, type Source } from './source.ts';
import { webhookPath } from './webhook-path.ts';

const newSourceSchema = z.strictObject({
  level: levelSchema,
  kind: z.enum(SOURCE_KINDS, { error: `The kind must be one of: ${SOURCE_KINDS.join(', ')}.` }),
  name: z
    .string()
    .trim()
    .min(1, { error: 'Give the source a name, such as "prod".' })
    .max(100, { error: 'Use up to 100 characters.' })
    .regex(/^\P{Cc}*$/u, { error: 'Use no line breaks or control characters.' }),
  /** One that the sender dictates, in the kind's form. */
  secret: z.instanceof(Secret).optional(),
});

/** Input of {@link addSource}. */
export type NewSource = z.input<typeof newSourceSchema>;

/** A new source, with the one chance to see its secret. */
export interface AddedSource {
  readonly source: Source;
  /** Below the gateway's public address. */
  readonly path: string;
  readonly secret: Secret;
}

/**
 * Adds a webhook endpoint. Its id is no secret (a UUIDv7 tells when it was made): every request is authenticated.
 * @throws AppError `input-invalid`; `not-allowed`; `not-found` for the organization; `conflict` when the level has a
 * source of that name.
 */
export async function addSource(deps: SourceDeps, actor: Actor, input: NewSource): Promise<AddedSource> {
  const { level, kind, name, secret: given } = parseInput(newSourceSchema, input, 'The source');
  authorize(actor, 'change', level);
  await requireLevel(deps.storage.organizations, level);
  const id = deps.newId();
  const { clear, stored } = makeSourceSecret(deps, { sourceId: id, kind, given });
  const source: Source = {
    id,
    level,
    kind,
    name,
    state: 'enabled',
    expectedEvery: null,
    limitPerMinute: null,
    secrets: [stored],
    createdAt: deps.clock.now(),
  };
  const changes = [
    { field: 'name', before: null, after: name },
    { field: 'kind', before: null, after: kind },
    { field: 'secret', before: null, after: 'set' },
  ];
  const audit = newAuditEntry({ actor, action: 'source.added', level, subject: id, changes }, deps);
  const outcome = await deps.storage.sources.add(source, audit);
  switch (outcome) {
    case 'added':
      return { source, path: webhookPath(id), secret: clear };
    case 'name-taken':
      throw new AppError('conflict', `There is a source "${name}" here already. Choose another name.`);
    default:
      return outcome satisfies never;
  }
}
