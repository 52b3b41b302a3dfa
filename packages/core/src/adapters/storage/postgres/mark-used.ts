import type { Report } from '../../../intake/intake-store.ts';
import { MINUTE } from '../../../kernel/clock.ts';
import type { Session } from './session.ts';

// Writes once a minute and secret; otherwise the condition finds nothing to do.
const MARK_USED = {
  name: 'mark-secrets-used',
  text: `UPDATE source_secrets SET last_used_at = used.minute
           FROM unnest($1::text[], $2::text[], $3::bigint[]) AS used(id, source_id, minute)
          WHERE source_secrets.id = used.id AND source_secrets.source_id = used.source_id
            AND (source_secrets.last_used_at IS NULL OR source_secrets.last_used_at < used.minute)`,
};

/** Notes when the secrets that verified the reports were last used, to the minute and never backwards. */
export function markUsed({ later }: Session, reports: readonly Report[]): void {
  const latest = new Map<string, readonly [secretId: string, sourceId: string, minute: number]>();
  for (const { secretId, sourceId, receivedAt } of reports) {
    const key = JSON.stringify([secretId, sourceId]);
    const minute = receivedAt - (receivedAt % MINUTE);
    if (minute > (latest.get(key)?.[2] ?? -Infinity)) latest.set(key, [secretId, sourceId, minute]);
  }
  if (latest.size === 0) return;
  const used = [...latest.values()].toSorted(([one], [other]) => (one < other ? -1 : 1));
  later(MARK_USED, [
    used.map(([id]) => id),
    used.map(([, source]) => source),
    used.map(([, , minute]) => minute),
  ]);
}
