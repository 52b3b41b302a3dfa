import { SECOND, type Clock } from '@postern/core';

/** Trigger ids: each opens one view, within three seconds. */
export interface Triggers {
  /** A new one for that person. */
  issue(userId: string): string;
  /** Uses it up. Gives the person, or Slack's error. */
  spend(
    id: string,
  ): { readonly ok: true; readonly userId: string } | { readonly ok: false; readonly error: string };
}

const LIFETIME = 3 * SECOND;

/** No trigger yet. */
export function createTriggers(clock: Clock): Triggers {
  const issued = new Map<string, { readonly userId: string; readonly at: number; spent: boolean }>();
  return {
    issue(userId) {
      const id = `trigger-${issued.size + 1}`;
      issued.set(id, { userId, at: clock.now(), spent: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id);
      if (trigger === undefined) return { ok: false, error: 'invalid_trigger_id' };
      if (clock.now() - trigger.at > LIFETIME) return { ok: false, error: 'expired_trigger_id' };
      if (trigger.spent) return { ok: false, error: 'exchanged_trigger_id' };
      trigger.spent = true;
      return { ok: true, userId: trigger.userId };
    },
  };
}
