import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { eventually } from '../../src/testing/eventually.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { FakeTimers } from '../../src/testing/fake-timers.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { CARRY_ON, closeTransports, makeMail, makeTransport } from './transport-parts.ts';

const sinks: SmtpSink[] = [];

async function sinkWith(options: SinkOptions = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  sinks.push(sink);
  return sink;
}

afterEach(async () => {
  await closeTransports();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

describe('messages per minute', () => {
  it('are never exceeded, and what waits goes in order', async () => {
    const clock = new FakeClock();
    const timers = new FakeTimers(clock);
    const sink = await sinkWith();
    const transport = makeTransport({ clock, timers });
    const connection = sink.connection({ maxMessagesPerMinute: 2, maxConnections: 1 });
    const addresses = [
      'a@acme.example',
      'b@acme.example',
      'c@acme.example',
      'd@acme.example',
      'e@acme.example',
    ];
    const sends = addresses.map((to) => transport.send(connection, makeMail({ to }), CARRY_ON));

    await Promise.all(sends.slice(0, 2));
    await timers.advance(MINUTE - SECOND);
    expect(sink.mails).toHaveLength(2);
    await timers.advance(SECOND);
    await Promise.all(sends.slice(0, 4));
    expect(sink.mails).toHaveLength(4);
    await timers.advance(MINUTE);
    await Promise.all(sends);
    expect(sink.mails.map(({ to }) => to[0])).toEqual(addresses);
  });

  it('do not hold up another connection', async () => {
    const clock = new FakeClock();
    const sink = await sinkWith();
    const transport = makeTransport({ clock, timers: new FakeTimers(clock) });
    const stop = new AbortController();
    const slow = sink.connection({ key: 'slow', maxMessagesPerMinute: 1 });
    const held = [makeMail(), makeMail()].map((mail) => transport.send(slow, mail, stop.signal));
    await held[0];
    expect(await transport.send(sink.connection(), makeMail(), CARRY_ON)).toMatchObject({ kind: 'accepted' });
    stop.abort();
    expect(await held[1]).toMatchObject({ kind: 'failed', failure: { kind: 'local' } });
  });
});

describe('what waits', () => {
  it('is bounded: the rest is told at once, and may come again', async () => {
    const sink = await sinkWith({ script: { connect: 'mute' } });
    const transport = makeTransport();
    const stop = new AbortController();
    const connection = sink.connection({ maxConnections: 1 });
    const waiting = Array.from({ length: 1_001 }, () => transport.send(connection, makeMail(), stop.signal));
    expect(await transport.send(connection, makeMail(), CARRY_ON)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'local', text: 'More than 1000 messages wait for this connection.' },
    });
    await eventually('one is under way', () => sink.open === 1);
    stop.abort();
    const ends = await Promise.all(waiting);
    expect(ends.every(({ kind }) => kind === 'failed')).toBe(true);
  });
});
