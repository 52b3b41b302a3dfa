import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../kernel/clock.ts';
import { STAGES, type SmtpFailure } from '../smtp/smtp-failure.ts';
import type { Verdict } from '../smtp/verdict.ts';
import { createConnectionHealth, signOf, type Sign } from './connection-health.ts';

const KEY = 'revision-1';
const WORKS: Sign = { kind: 'works' };
const TROUBLE: Sign = { kind: 'trouble', reason: 'busy' };
const UNREACHABLE: Sign = { kind: 'unreachable', reason: 'connection-refused' };
const WRONG: Sign = { kind: 'configuration', reason: 'authentication-failed' };

function health() {
  const of = createConnectionHealth();
  return {
    of,
    room: (now: number, key = KEY) => of.room(key, now),
    send: (sign: Sign, now: number) => {
      of.begin(KEY, 5);
      of.end(KEY, sign, now);
    },
  };
}

describe('connection health', () => {
  it('lets one send go ahead until one has worked, so that a wrong password is tried once, not by all', () => {
    const { of, room } = health();
    expect(room(0)).toBe(1);
    of.begin(KEY, 5);
    expect(room(0)).toBe(0);
    of.end(KEY, WORKS, 0);
    expect(room(0)).toBe(5);
  });

  it('forgets connections once they are very many, but none that rests or is in use', () => {
    const { of, room } = health();
    const once = (key: string, sign: Sign): void => {
      of.begin(key, 5);
      of.end(key, sign, 0);
    };
    once('works', WORKS);
    once('dead', WRONG);
    of.begin('busy', 5);
    const works = room(0, 'works');
    for (let number = 0; number < 1_000; number += 1) once(`other ${String(number)}`, WORKS);
    expect([works, room(0, 'works')]).toEqual([5, 1]);
    expect(room(0, 'dead')).toBe(0);
    expect(of.rest('dead', 0)?.cause).toBe('configuration');
    expect(room(0, 'busy')).toBe(0);
  });

  it('counts the sends under way against the limit', () => {
    const { of, room, send } = health();
    send(WORKS, 0);
    of.begin(KEY, 5);
    of.begin(KEY, 5);
    expect(room(0)).toBe(3);
  });

  it('rests a quarter of an hour after a configuration error, then lets one try', () => {
    const { of, room, send } = health();
    send(WRONG, 0);
    expect(of.rest(KEY, 1)).toEqual({
      until: 15 * MINUTE,
      cause: 'configuration',
      reason: 'authentication-failed',
    });
    expect(room(15 * MINUTE - 1)).toBe(0);
    expect(room(15 * MINUTE)).toBe(1);
  });

  it('knows nothing against other settings: their key is another', () => {
    const { room, send } = health();
    send(WRONG, 0);
    expect(room(1, 'revision-2')).toBe(1);
  });

  it('does not take the success of a straggler for a proof of settings that were called wrong', () => {
    const { of, room, send } = health();
    send(WORKS, 0);
    of.begin(KEY, 5);
    send(WRONG, 1);
    of.end(KEY, WORKS, 2);
    expect(room(3)).toBe(0);
  });

  it('rests 10 s when the server is not reached, twice as long each time, at most 2 min, one try in between', () => {
    const { of, room, send } = health();
    const rests: number[] = [];
    let now = 0;
    for (let time = 0; time < 6; time += 1) {
      expect(room(now)).toBe(1);
      send(UNREACHABLE, now);
      const until = of.rest(KEY, now)?.until ?? now;
      rests.push((until - now) / SECOND);
      now = until;
    }
    expect(rests).toEqual([10, 20, 40, 80, 120, 120]);
  });

  it('counts the sends that fail together as one time', () => {
    const { of, send } = health();
    send(WORKS, 0);
    for (let count = 0; count < 8; count += 1) of.begin(KEY, 5);
    for (let count = 0; count < 8; count += 1) of.end(KEY, UNREACHABLE, count);
    expect(of.rest(KEY, 8)?.until).toBe(10 * SECOND);
  });

  it('is open in full as soon as a server that was down takes a mail', () => {
    const { room, send } = health();
    send(UNREACHABLE, 0);
    send(WORKS, 10 * SECOND);
    expect(room(10 * SECOND)).toBe(5);
  });

  it('breaks after 10 failures in a row and closes again with the first try that fails', () => {
    const { of, room, send } = health();
    send(WORKS, 0);
    for (let count = 0; count < 9; count += 1) send(TROUBLE, 0);
    expect(room(0)).toBe(5);
    send(TROUBLE, 0);
    expect(of.rest(KEY, 0)?.cause).toBe('breaker');
    expect(room(10 * SECOND)).toBe(1);
    send(TROUBLE, 10 * SECOND);
    expect(of.rest(KEY, 10 * SECOND)?.until).toBe(30 * SECOND);
  });

  it('does not break while anything works in between', () => {
    const { of, send } = health();
    for (let count = 0; count < 50; count += 1) send(count % 9 === 0 ? WORKS : TROUBLE, 0);
    expect(of.rest(KEY, 0)).toBeNull();
  });

  it('learns nothing from a send that was called off, and nothing from one that ends after it was forgotten', () => {
    const { of, room } = health();
    of.begin(KEY, 5);
    of.end(KEY, { kind: 'none' }, 0);
    expect(room(0)).toBe(1);
    of.begin(KEY, 5);
    of.forget(KEY);
    of.end(KEY, UNREACHABLE, 0);
    expect(room(0)).toBe(1);
  });
});

describe('what a failure says about its connection', () => {
  function verdict(kind: Verdict['kind'], reason: Verdict['reason']): Verdict {
    return { kind, reason, cause: { en: '', fr: '' }, cure: { en: '', fr: '' } };
  }
  const at = (stage: SmtpFailure['stage'], kind: SmtpFailure['kind'] = 'reply'): SmtpFailure => ({
    stage,
    kind,
    reply: null,
    text: '',
  });

  it.each([
    ['a refused recipient proves that it works', at('rcpt-to'), verdict('transient', 'greylisted'), 'works'],
    ['a refused content too', at('reply'), verdict('permanent', 'content-refused'), 'works'],
    [
      'a refused sender is its level’s own affair',
      at('mail-from'),
      verdict('configuration', 'sender-refused'),
      'works',
    ],
    [
      'a refused password is a configuration error',
      at('authentication'),
      verdict('configuration', 'authentication-failed'),
      'configuration',
    ],
    [
      'a refused connection means that it is not reached',
      at('connect', 'connection-refused'),
      verdict('transient', 'connection-refused'),
      'unreachable',
    ],
    [
      'a mute server is not reached',
      at('greeting', 'timeout'),
      verdict('transient', 'timeout'),
      'unreachable',
    ],
    ['a busy greeting is trouble', at('greeting'), verdict('transient', 'busy'), 'trouble'],
    [
      'a broken session is trouble',
      at('rcpt-to', 'connection-lost'),
      verdict('transient', 'connection-lost'),
      'trouble',
    ],
    ['a full disk behind the dot is trouble', at('reply'), verdict('transient', 'busy'), 'trouble'],
    ['a defect of ours says nothing', at('data', 'local'), verdict('transient', 'internal'), 'none'],
  ])('%s', (_what, failure, judged, kind) => {
    expect(signOf(failure, judged).kind).toBe(kind);
  });

  it('has an answer for every stage', () => {
    for (const stage of STAGES) expect(signOf(at(stage), verdict('transient', 'busy')).kind).not.toBe('none');
  });
});
