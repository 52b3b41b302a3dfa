import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/parse.ts';
import { findSilence } from './find-silence.ts';
import type { Silence } from './silence.ts';
import type { SilenceDeps } from './silence-deps.ts';

const endSchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link endSilence}. */
export type EndSilenceInput = z.input<typeof endSchema>;

/**
 * Ends a silence now, or calls off one that is to come. What it muted stays without mail, and can be sent by hand.
 * @throws AppError `not-found`; `not-allowed`; `refused` when it is over.
 */
export async function endSilence(
  deps: Pick<SilenceDeps, 'clock' | 'newId'> & { readonly storage: Pick<SilenceDeps['storage'], 'silences'> },
  actor: Actor,
  input: EndSilenceInput,
): Promise<Silence> {
  const { id } = parseInput(endSchema, input, 'The end of the silence');
  const silence = await findSilence(deps, actor, id);
  const { level } = silence;
  authorize(actor, 'change', level);
  const at = deps.clock.now();
  const changes = [
    {
      field: 'endsAt',
      before: new Date(silence.endsAt).toISOString(),
      after: new Date(at).toISOString(),
    },
  ];
  const audit = newAuditEntry({ actor, action: 'silence.ended', level, subject: id, changes }, deps);
  const outcome = await deps.storage.silences.end({ id, at, audit });
  switch (outcome) {
    case 'ended':
      return { ...silence, endsAt: at };
    case 'over':
      throw new AppError('refused', 'This silence is over already.');
    case 'not-found':
      throw new AppError('not-found', 'This silence was removed meanwhile.');
    default:
      return outcome satisfies never;
  }
}
