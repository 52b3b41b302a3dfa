import { AppError } from '../../../kernel/errors.ts';
import type { Revision } from '../../../settings/mail-settings.ts';

/**
 * Holds revisions that are about to be saved to the rule that numbers have no gap.
 * @throws AppError `internal`.
 */
export function checkRevisionNumbers(revisions: readonly Revision[], head: number): void {
  const wrong = revisions.find((revision, place) => revision.number !== head + 1 + place);
  if (wrong === undefined) return;
  throw new AppError('internal', 'The settings were numbered wrongly and are not saved.', {
    detail: `revision ${wrong.number} after head ${head}`,
  });
}
