import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { parseInput } from '../kernel/parse.ts';
import { findQuarantined, type KeptReport } from './find-quarantined.ts';
import type { QuarantineStore } from './quarantine-store.ts';

const showSchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link showQuarantined}. */
export type ShowQuarantinedInput = z.input<typeof showSchema>;

/**
 * One report in quarantine with its body. The body may hold personal data: show it to the one who asked, log it never.
 * @throws AppError `not-found`.
 */
export async function showQuarantined(
  deps: { readonly storage: { readonly quarantine: Pick<QuarantineStore, 'find'> } },
  actor: Actor,
  input: ShowQuarantinedInput,
): Promise<KeptReport> {
  const { id } = parseInput(showSchema, input, 'The request for a quarantined report');
  return findQuarantined(deps.storage.quarantine, { actor, action: 'read', id });
}
