import { z } from 'zod';
import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { DAY } from '../kernel/clock.ts';
import { languageSchema } from '../kernel/language.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import type { Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { Secret } from '../kernel/secret.ts';
import type { LinkDeps } from './link-deps.ts';
import { sealReply } from './link-reply.ts';
import { newLinkToken } from './link-token.ts';

/** How long a test mail can say that it has arrived, in milliseconds: greylisting and queues take their time. */
const LIFETIME = 7 * DAY;

const arrivalLinkSchema = z.strictObject({
  level: levelSchema,
  /** Of the test mail. */
  messageId: z.string().min(1),
  /** What was tested: it remembers the arrival, when it is the actor's to change. */
  revision: z.strictObject({ level: levelSchema, number: z.int().min(1) }),
  language: languageSchema,
  /** Null: nobody waits to be told. */
  reply: z.instanceof(Secret).nullable(),
});

/** Input of {@link createArrivalLink}. */
export type ArrivalLinkInput = z.input<typeof arrivalLinkSchema>;

/**
 * Makes the one-time link of a test mail by which whoever gets it says that it has arrived.
 * @throws AppError `not-allowed`.
 */
export async function createArrivalLink(
  deps: Pick<LinkDeps, 'sealer' | 'clock' | 'newId' | 'random'> & {
    readonly storage: Pick<LinkDeps['storage'], 'links' | 'settings'>;
  },
  actor: Actor,
  input: ArrivalLinkInput,
): Promise<{ readonly id: string; readonly token: Secret }> {
  const { level, messageId, revision, language, reply } = parseInput(
    arrivalLinkSchema,
    input,
    'The request for a link',
  );
  authorize(actor, 'change', level);
  const { token, tokenHash } = newLinkToken(deps.random);
  const id = deps.newId();
  const now = deps.clock.now();
  await deps.storage.links.add({
    id,
    tokenHash,
    level,
    purpose: { kind: 'arrival', messageId },
    actor,
    language,
    reply: reply === null ? null : sealReply(deps.sealer, id, reply),
    createdAt: now,
    expiresAt: now + LIFETIME,
    usedAt: null,
    revisionId: await revisionIdOf(deps.storage.settings, actor, revision),
  });
  return { id, token };
}

/** An inherited connection is tested by those who may not change it: its revision is not theirs to write to. */
async function revisionIdOf(
  settings: LinkDeps['storage']['settings'],
  actor: Actor,
  { level, number }: { readonly level: Level; readonly number: number },
): Promise<string | null> {
  if (!mayDo(actor, 'change', level)) return null;
  return (await settings.findRevision(level, number))?.id ?? null;
}
