import { parseDigest } from '../alerts/parse-pace.ts';
import { AT_ONCE, type DigestSchedule } from '../alerts/rule-pace.ts';
import { writePace } from '../alerts/write-pace.ts';
import { DAY, MINUTE } from '../kernel/clock.ts';
import { CLOSEST } from './canary-times.ts';

/** How people write when canaries go out, and how it is written for them. */
export const scheduleWords: {
  /** What a canary has about which nothing else was said. */
  readonly usual: string;
  /**
   * Reads `every 6h`, `06:00`, `daily at 06:00`, `weekdays at 06:00, 14:00`; French too.
   * `too-close`: they would come closer together than a quarter of an hour, `too-far` further apart than a week, and null when it is none of these.
   */
  readonly read: (text: string) => DigestSchedule | 'too-close' | 'too-far' | null;
  /** So that it can be read again. */
  readonly write: (schedule: DigestSchedule) => string;
} = {
  usual: 'daily at 06:00',

  read(text) {
    const words = text.trim();
    const schedule = parseDigest(/^\d[\d:h, ]*$/i.test(words) ? `daily at ${words}` : words);
    if (schedule === null) return null;
    const gap = schedule.kind === 'every' ? schedule.every : smallestGap(schedule.times);
    if (gap < CLOSEST) return 'too-close';
    return gap > 7 * DAY ? 'too-far' : schedule;
  },

  write: (schedule) => writePace({ ...AT_ONCE, digest: schedule }).digest ?? '',
};

/** Milliseconds between the two times of day, given in rising order, that are closest together, over midnight too. */
function smallestGap(times: readonly number[]): number {
  const gaps = times.map((time, place) => (times[place + 1] ?? (times[0] ?? 0) + DAY / MINUTE) - time);
  return Math.min(...gaps) * MINUTE;
}
