import { mayDo, type Action, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { QuarantinedReport, QuarantineStore } from './quarantine-store.ts';

/** A report in quarantine with its body, byte for byte as it came. */
export interface KeptReport {
  readonly report: QuarantinedReport;
  readonly body: Uint8Array;
}

/**
 * A quarantined report that the actor may see.
 * @throws AppError `not-found`, the same for one of a level that is not the actor's: ids of others are not to be guessed.
 */
export async function findQuarantined(
  quarantine: Pick<QuarantineStore, 'find'>,
  { actor, action, id }: { readonly actor: Actor; readonly action: Action; readonly id: string },
): Promise<KeptReport> {
  const kept = await quarantine.find(id);
  if (kept !== null && mayDo(actor, action, kept.report.level)) return kept;
  throw new AppError('not-found', `There is nothing with the id "${id}" in quarantine here.`);
}

/** The error for a report that somebody has replayed or dismissed before. */
export function notHeld({ state }: QuarantinedReport): AppError {
  const done = state === 'held' ? 'dealt with meanwhile' : state;
  return new AppError('refused', `This report is not held any more: it was ${done}.`);
}
