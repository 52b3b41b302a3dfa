import { MINUTE, SECOND } from '@postern/core';
import { eventually } from '@postern/core/testing';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { digestFixture, DIGESTS, processesIn } from './digest-fixture.ts';

/** A Tuesday; the digest goes every hour. */
const START = Date.parse('2026-11-24T08:00:00Z');
const EVERY = 60 * MINUTE;
const DUE = START + EVERY + MINUTE;
/** After a worker is lost, others take over: its lease has run out. */
const LATER = DUE + MINUTE;

const hourly = () =>
  digestFixture({
    at: START,
    timeZone: 'Europe/Paris',
    pace: { digest: { kind: 'every', every: EVERY }, storm: null, atOnceFrom: null },
  });

describe(
  'of a digest whose process is killed, everybody is told of each event once',
  { timeout: 120_000 },
  () => {
    it('while it gathers: what was answered is in it, whichever process took it', async () => {
      const house = await hourly();
      const first = await house.start();
      await house.report(first, 1, 2);
      // One more is under way when the end comes; its sender sends it again, as senders do that got no answer.
      const underWay = house.report(first, 3).catch(() => undefined);
      expect((await first.end('SIGKILL')).signal).toBe('SIGKILL');
      await underWay;

      const second = await house.start();
      await house.report(second, 3, 4);
      await house.clock.jump(DUE);
      const [mail, ...others] = await house.digestsOnce(1);
      await house.looked(second);
      expect(others).toEqual([]);
      expect(processesIn(mail!)).toEqual([1, 2, 3, 4]);
      expect(await house.digests()).toHaveLength(1);
      expect((await house.deliveries()).at(-1)).toMatchObject({ state: 'delivered', maybeDuplicate: false });
      expect((await second.end('SIGTERM')).code).toBe(0);
    });

    it('when it is due and a worker has it: the next one sends it, and it takes nothing more', async () => {
      const house = await hourly();
      const first = await house.start();
      await house.report(first, 1, 2);
      house.sink.script.mailFrom = 'mute';
      await house.clock.jump(DUE);
      await eventually('a worker has it', async () => (await house.deliveries())[0]?.state === 'sending');
      // What comes while it is under way is for the next digest.
      await house.report(first, 3);
      expect((await first.end('SIGKILL')).signal).toBe('SIGKILL');
      expect(house.sink.handedOver).toEqual([]);

      delete house.sink.script.mailFrom;
      house.clock.set(LATER);
      const second = await house.start();
      const [mail] = await house.digestsOnce(1);
      expect(processesIn(mail!)).toEqual([1, 2]);
      // Nobody can know that it had not gone: it is marked.
      await eventually('it is settled', async () => (await house.deliveries()).at(-1)?.state === 'delivered');
      expect((await house.deliveries()).at(-1)).toMatchObject({ maybeDuplicate: true });

      await house.clock.jump(LATER + EVERY + SECOND);
      const mails = await house.digestsOnce(2);
      // A mail about one event is that event's own, and names it more than once.
      expect(new Set(processesIn(mails[1]!))).toEqual(new Set([3]));
      await house.looked(second);
      expect(await house.digests()).toHaveLength(2);
      expect((await second.end('SIGTERM')).code).toBe(0);
    });

    it('after the message was handed over and before the reply: it comes again as the same mail, and is marked', async () => {
      const house = await hourly();
      const first = await house.start();
      await house.report(first, 1, 2);
      house.sink.script.message = 'mute';
      await house.clock.jump(DUE);
      await eventually('it is handed over', () => house.sink.handedOver.length === 1);
      expect((await first.end('SIGKILL')).signal).toBe('SIGKILL');

      delete house.sink.script.message;
      house.clock.set(LATER);
      const second = await house.start();
      await house.report(second, 3);
      await house.digestsOnce(1);
      await eventually('it is settled', async () => (await house.deliveries()).at(-1)?.state === 'delivered');
      await house.looked(second);
      const copies = await Promise.all(
        house.sink.handedOver.filter(({ to }) => to.includes(DIGESTS)).map(({ raw }) => simpleParser(raw)),
      );
      expect(copies).toHaveLength(2);
      // Readers fold what has one Message-ID, and both say the same: nothing joined it in between.
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
      for (const copy of copies) expect(processesIn(copy)).toEqual([1, 2]);
      expect((await house.deliveries()).at(-1)).toMatchObject({ maybeDuplicate: true });
      expect((await second.end('SIGTERM')).code).toBe(0);
    });

    it('when only the reply is lost: it comes again as the same mail, and is marked', async () => {
      const house = await hourly();
      const running = await house.start();
      await house.report(running, 1, 2);
      house.sink.script.message = (_to, before) => (before === 0 ? 'drop' : 'accept');
      await house.clock.jump(DUE);
      await eventually('it is handed over', () => house.sink.handedOver.length === 1);
      await eventually('that is noted', async () => (await house.deliveries())[0]?.state === 'unknown');
      await house.clock.jump(DUE + 10 * MINUTE);
      await house.digestsOnce(1);
      const copies = await Promise.all(house.sink.handedOver.map(({ raw }) => simpleParser(raw)));
      expect(copies.map((copy) => processesIn(copy))).toEqual([
        [1, 2],
        [1, 2],
      ]);
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
      await eventually('it is settled', async () => (await house.deliveries())[0]?.state === 'delivered');
      expect(await house.deliveries()).toMatchObject([{ maybeDuplicate: true }]);
      expect((await running.end('SIGTERM')).code).toBe(0);
    });
  },
);
