import type { CanaryDispatch } from '../../../canaries/canary-store.ts';
import type { Report } from '../../../intake/intake-store.ts';
import { levelKey } from '../../../kernel/level.ts';

/** The row of `reports` that a canary's event belongs to: no source has brought it. */
export function canaryReport({ level, last, mail }: CanaryDispatch): {
  readonly id: string;
  readonly sourceId: string;
  readonly level: string;
  readonly dedupeKey: string;
  readonly receivedAt: number;
  readonly kind: Report['content']['kind'];
} {
  const { id } = mail;
  return {
    id,
    sourceId: 'postern.canary',
    level: levelKey(level),
    dedupeKey: id,
    receivedAt: last.sentAt,
    kind: 'events',
  };
}
