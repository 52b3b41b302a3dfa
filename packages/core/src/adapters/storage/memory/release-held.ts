import { HELD_REASONS } from '../../../delivery/held-reasons.ts';
import type { Delivery } from '../../../delivery/delivery.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { MemoryState } from './memory-state.ts';

/**
 * Makes the deliveries due that wait for other settings: of the level, and from the host's change those of every level,
 * since any organization may inherit from the host.
 */
export function releaseHeld(state: MemoryState, level: Level, now: number): void {
  for (const kept of state.deliveries.values()) {
    const { delivery } = kept;
    const concerned = level.kind === 'host' || levelKey(delivery.level) === levelKey(level);
    if (!concerned || !waitsForSettings(delivery)) continue;
    state.deliveries.set(delivery.id, {
      ...kept,
      delivery: { ...delivery, dueAt: Math.min(delivery.dueAt ?? now, now) },
    });
  }
}

function waitsForSettings({ state, attempts, reason }: Delivery): boolean {
  return state === 'deferred' && (attempts === 0 || (reason !== null && HELD_REASONS.includes(reason)));
}
