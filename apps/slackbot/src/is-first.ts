import { MINUTE } from '@postern/core';
import type { Services } from './services.ts';

/** Longer than Slack's signatures are good for, and any trigger. */
const REMEMBERED = 15 * MINUTE;

/**
 * Whether a trigger comes for the first time: a replayed request acts once, in whichever process it comes. When the
 * database is gone, the answer says so anyway.
 */
export async function isFirst(
  triggerId: string,
  { storage, clock, logger }: Pick<Services, 'storage' | 'clock' | 'logger'>,
): Promise<boolean> {
  const now = clock.now();
  try {
    return await storage.once.take(`slack-line:${triggerId}`, { now, until: now + REMEMBERED });
  } catch (error) {
    logger.warn({ error }, 'It cannot be told whether a line came before');
    return true;
  }
}
