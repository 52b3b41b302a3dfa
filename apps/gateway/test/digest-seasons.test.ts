import { MINUTE, SECOND } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { digestFixture, processesIn } from './digest-fixture.ts';

const HOWE = 'Australia/Lord_Howe';
const PARIS = 'Europe/Paris';
const at = (text: string): number => Date.parse(text);

const daily = (hour: number, minute: number) => ({
  digest: { kind: 'at' as const, days: [1, 2, 3, 4, 5, 6, 7], times: [hour * 60 + minute] },
  storm: null,
  atOnceFrom: null,
});
const open = (from: number, to: number) => ({
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from, to }],
  storm: null,
  atOnceFrom: null,
});

/** When something is reported, and when the mail about it is to go. */
interface Night {
  readonly what: string;
  readonly timeZone: string;
  readonly pace: ReturnType<typeof daily> | ReturnType<typeof open>;
  readonly first: { readonly reported: string; readonly due: string; readonly said: string };
  readonly second: { readonly reported: string; readonly due: string };
}

const NIGHTS: readonly Night[] = [
  {
    // 02:00 becomes 02:30: a quarter past is when it leaps. The next day has a quarter past.
    what: 'a digest in the half hour that Lord Howe leaps over',
    timeZone: HOWE,
    pace: daily(2, 15),
    first: { reported: '2026-10-03T14:50Z', due: '2026-10-03T15:30Z', said: '01:20' },
    second: { reported: '2026-10-03T20:00Z', due: '2026-10-04T15:15Z' },
  },
  {
    // 02:00 becomes 01:30: a quarter to two comes twice, and the second one is no time of the digest.
    what: 'a digest in the half hour that comes twice on Lord Howe',
    timeZone: HOWE,
    pace: daily(1, 45),
    first: { reported: '2026-04-04T14:30Z', due: '2026-04-04T14:45Z', said: '01:30' },
    second: { reported: '2026-04-04T14:50Z', due: '2026-04-05T15:15Z' },
  },
  {
    what: 'a digest in the hour that Paris leaps over',
    timeZone: PARIS,
    pace: daily(2, 30),
    first: { reported: '2026-03-29T00:40Z', due: '2026-03-29T01:00Z', said: '01:40' },
    second: { reported: '2026-03-29T12:00Z', due: '2026-03-30T00:30Z' },
  },
  {
    what: 'a digest in the hour that comes twice in Paris',
    timeZone: PARIS,
    pace: daily(2, 30),
    first: { reported: '2026-10-25T00:20Z', due: '2026-10-25T00:30Z', said: '02:20' },
    second: { reported: '2026-10-25T00:50Z', due: '2026-10-26T01:30Z' },
  },
  {
    what: 'business hours that begin in the leap of Lord Howe',
    timeZone: HOWE,
    pace: open(2 * 60 + 10, 18 * 60),
    first: { reported: '2026-10-03T14:50Z', due: '2026-10-03T15:30Z', said: '01:20' },
    second: { reported: '2026-10-04T14:00Z', due: '2026-10-04T15:10Z' },
  },
  {
    // They end at ten to two; then the clock is set back into them.
    what: 'business hours that Lord Howe is set back into',
    timeZone: HOWE,
    pace: open(60, 60 + 50),
    first: { reported: '2026-04-04T14:52Z', due: '2026-04-04T15:00Z', said: '01:52' },
    second: { reported: '2026-04-05T00:00Z', due: '2026-04-05T14:30Z' },
  },
];

describe(
  'over real processes whose clock is set, the time of the zone is kept by',
  { timeout: 120_000 },
  () => {
    it.each(NIGHTS)('$what', async ({ timeZone, pace, first, second }) => {
      const house = await digestFixture({ at: at(first.reported), timeZone, pace });
      const running = await house.start();
      await house.clock.jump(at(first.reported));
      await house.report(running, 1, 2);
      await house.looked(running);
      expect(await house.deliveries()).toMatchObject([
        { state: 'queued', reason: 'gathering', dueAt: at(first.due) },
      ]);
      await house.clock.jump(at(first.due) - MINUTE);
      await house.looked(running);
      expect(await house.digests()).toEqual([]);
      await house.clock.jump(at(first.due) + SECOND);
      const [mail] = await house.digestsOnce(1);
      expect(processesIn(mail!)).toEqual([1, 2]);
      // The times in it are those that the clocks showed there.
      expect(mail?.text).toContain(`once, ${first.said}`);
      expect(mail?.text).toContain(`Times are in the time zone ${timeZone}.`);

      await house.clock.jump(at(second.reported));
      await house.report(running, 3);
      expect((await house.deliveries())[0]).toMatchObject({ dueAt: at(second.due) });
      await house.clock.jump(at(second.due) - MINUTE);
      await house.looked(running);
      expect(await house.digests()).toHaveLength(1);
      await house.clock.jump(at(second.due) + SECOND);
      const mails = await house.digestsOnce(2);
      expect(processesIn(mails[1]!)).toEqual([3]);
      expect((await running.end('SIGTERM')).code).toBe(0);
    });
  },
);
