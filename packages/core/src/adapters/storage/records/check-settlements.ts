import { FINAL_STATES, type Settlement } from '../../../delivery/delivery.ts';
import { AppError } from '../../../kernel/errors.ts';

/**
 * Holds outcomes to what their state means: a final one has an end and nothing due, any other the reverse.
 * @throws AppError `internal`.
 */
export function checkSettlements(settlements: readonly Settlement[]): void {
  const wrong = settlements.find(({ state, dueAt, endedAt }) => {
    const isFinal = FINAL_STATES.some((final) => final === state);
    return isFinal !== (dueAt === null) || isFinal !== (endedAt !== null);
  });
  if (wrong === undefined) return;
  throw new AppError('internal', 'An outcome contradicts itself and is not stored.', {
    detail: `delivery ${wrong.deliveryId} as ${wrong.state}`,
  });
}
