import type { Settlement } from '../../../delivery/delivery.ts';
import { wholeSettlements } from '../records/whole-settlements.ts';
import { SETTLE } from './outbox-statements.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { rowsOf } from './rows-of.ts';
import { deliveryAttempts } from './schema.ts';
import type { Session } from './session.ts';

const attemptRows = rowsOf(deliveryAttempts);

/** Stores outcomes with their timeline lines in one commit; see `OutboxStore.settle`. */
export async function settle(
  connection: PostgresConnection,
  settlements: readonly Settlement[],
): Promise<ReadonlySet<string>> {
  return connection.write(async (session) => {
    const settled = new Set<string>();
    for (const round of roundsOf(wholeSettlements(settlements))) {
      for (const id of await settleOnce(session, round)) settled.add(id);
    }
    return settled;
  });
}

/** One round, but where a delivery is settled twice: with a stale token and a live one. A statement changes a row once. */
function roundsOf(settlements: readonly Settlement[]): readonly (readonly Settlement[])[] {
  const rounds: Map<string, Settlement>[] = [];
  for (const settlement of settlements) {
    const { deliveryId } = settlement;
    const free = rounds.find((round) => !round.has(deliveryId));
    if (free === undefined) rounds.push(new Map([[deliveryId, settlement]]));
    else free.set(deliveryId, settlement);
  }
  return rounds.map((round) => [...round.values()]);
}

async function settleOnce({ run }: Session, round: readonly Settlement[]): Promise<readonly string[]> {
  const attempts = round.flatMap(({ attempt, deliveryId }) =>
    // The number comes from the timeline.
    attempt === null ? [] : [{ ...attempt, deliveryId, number: 0 }],
  );
  const settled = await run<{ id: string }>(SETTLE, [
    round.map(({ deliveryId }) => deliveryId),
    round.map(({ leaseToken }) => leaseToken),
    round.map(({ state }) => state),
    round.map(({ reason }) => reason),
    round.map((one) => one.attempts),
    round.map(({ maybeDuplicate }) => (maybeDuplicate ? 1 : 0)),
    round.map(({ dueAt }) => dueAt),
    round.map(({ endedAt }) => endedAt),
    round.map(({ messageId = null }) => messageId),
    ...attemptRows.values(attempts),
  ]);
  return settled.map(({ id }) => id);
}
