import { FINAL_STATES, type Settlement } from '../../../delivery/delivery.ts';
import { AppError } from '../../../kernel/errors.ts';

/**
 * Outcomes as they are stored: in whole milliseconds, and true to what their state means: a final one has an end and
 * nothing due, any other the reverse.
 * @throws AppError `internal`, when one contradicts itself.
 */
export function wholeSettlements(settlements: readonly Settlement[]): readonly Settlement[] {
  return settlements.map((settlement) => {
    const { state, dueAt, endedAt, attempt } = settlement;
    const isFinal = FINAL_STATES.some((final) => final === state);
    if (isFinal !== (dueAt === null) || isFinal !== (endedAt !== null)) {
      throw new AppError('internal', 'An outcome contradicts itself and is not stored.', {
        detail: `delivery ${settlement.deliveryId} as ${state}`,
      });
    }
    return {
      ...settlement,
      dueAt: dueAt === null ? null : Math.ceil(dueAt),
      attempt:
        attempt === null
          ? null
          : { ...attempt, took: attempt.took === null ? null : Math.round(attempt.took) },
    };
  });
}
