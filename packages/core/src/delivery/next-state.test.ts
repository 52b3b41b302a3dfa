import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import { STAGES, type SmtpFailure } from '../smtp/smtp-failure.ts';
import { VERDICT_REASONS, type Verdict } from '../smtp/verdict.ts';
import { buildDelivery } from '../testing/build-delivery.ts';
import { buildEvent } from '../testing/build-event.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import { FINAL_STATES, type ClaimedDelivery, type Delivery, type Settlement } from './delivery.ts';
import { nextState, type DeliveryOutcome } from './next-state.ts';

const MOMENT = { now: FAKE_START, random: 0, settingsChanged: false, otherWay: false };
const REFUSED: SmtpFailure = {
  stage: 'connect',
  kind: 'connection-refused',
  reply: null,
  text: 'ECONNREFUSED',
};
const BUSY: SmtpFailure = {
  stage: 'rcpt-to',
  kind: 'reply',
  reply: { code: 451, enhanced: '4.7.1', text: '4.7.1 Greylisted, come back' },
  text: '451 4.7.1 Greylisted, come back',
};

function claim(overrides: Partial<Delivery> = {}): ClaimedDelivery {
  return {
    delivery: buildDelivery({ state: 'sending', ...overrides }),
    event: buildEvent(),
    receivedAt: FAKE_START,
    leaseToken: 'lease-1',
  };
}

function verdict(kind: Verdict['kind'], reason: Verdict['reason']): Verdict {
  return { kind, reason, cause: { en: 'Cause', fr: 'Cause' }, cure: { en: 'Cure', fr: 'Remède' } };
}

function failed(
  failure: SmtpFailure,
  judged: Verdict,
  kind: 'failed' | 'unknown' = 'failed',
): DeliveryOutcome {
  return { kind, failure, verdict: judged, server: 'relay.example:25', took: 12 };
}

const hold = (until: number): DeliveryOutcome => ({ kind: 'held', reason: 'no-host', text: null, until });

describe('next state', () => {
  it('ends as delivered when the server accepted, with its words, code and queue id in the timeline', () => {
    const outcome: DeliveryOutcome = {
      kind: 'accepted',
      response: '250 2.0.0 Ok: queued as 4XyZ',
      queueId: '4XyZ',
      server: 'relay.example:25',
      took: 31,
    };
    expect(nextState(claim(), outcome, MOMENT)).toEqual({
      deliveryId: claim().delivery.id,
      leaseToken: 'lease-1',
      state: 'delivered',
      reason: null,
      attempts: 1,
      maybeDuplicate: false,
      dueAt: null,
      endedAt: FAKE_START,
      attempt: {
        deliveryId: claim().delivery.id,
        at: FAKE_START,
        state: 'delivered',
        reason: null,
        stage: 'reply',
        replyCode: 250,
        enhancedCode: '2.0.0',
        text: '250 2.0.0 Ok: queued as 4XyZ',
        server: 'relay.example:25',
        queueId: '4XyZ',
        took: 31,
      },
    });
  });

  it('tries a transient refusal again by the schedule', () => {
    const settlement = nextState(claim(), failed(BUSY, verdict('transient', 'greylisted')), MOMENT);
    expect(settlement).toMatchObject({ state: 'deferred', reason: 'greylisted', attempts: 1 });
    expect(settlement.dueAt).toBe(FAKE_START + 5 * MINUTE);
    expect(settlement.attempt).toMatchObject({ stage: 'rcpt-to', replyCode: 451, enhancedCode: '4.7.1' });
  });

  it('tries a server that was not reached again within seconds', () => {
    const outcome = failed(REFUSED, verdict('transient', 'connection-refused'));
    expect(nextState(claim(), outcome, MOMENT).dueAt).toBe(FAKE_START + 15 * SECOND);
    expect(nextState(claim({ attempts: 1 }), outcome, MOMENT).dueAt).toBe(FAKE_START + 45 * SECOND);
  });

  it('ends as failed when the refusal is for good', () => {
    const settlement = nextState(claim(), failed(BUSY, verdict('permanent', 'recipient-unknown')), MOMENT);
    expect(settlement).toMatchObject({ state: 'failed', reason: 'recipient-unknown', dueAt: null });
  });

  it('waits a quarter of an hour when the settings are wrong', () => {
    const settlement = nextState(
      claim(),
      failed(BUSY, verdict('configuration', 'authentication-failed')),
      MOMENT,
    );
    expect(settlement).toMatchObject({ state: 'deferred', reason: 'authentication-failed', attempts: 1 });
    expect(settlement.dueAt).toBe(FAKE_START + 15 * MINUTE);
  });

  it('does not wait for a change of the settings that came while it was tried', () => {
    const outcome = failed(BUSY, verdict('configuration', 'authentication-failed'));
    expect(nextState(claim(), outcome, { ...MOMENT, settingsChanged: true }).dueAt).toBe(FAKE_START);
  });

  it('marks a lost reply as a possible duplicate for ever and tries again', () => {
    const lost = failed({ ...REFUSED, stage: 'reply' }, verdict('transient', 'reply-lost'), 'unknown');
    const first = nextState(claim(), lost, MOMENT);
    expect(first).toMatchObject({ state: 'unknown', reason: 'reply-lost', maybeDuplicate: true });
    expect(first.dueAt).toBe(FAKE_START + 5 * MINUTE);
    const accepted: DeliveryOutcome = { kind: 'accepted', response: '', queueId: null, server: '', took: 1 };
    expect(nextState(claim({ maybeDuplicate: true }), accepted, MOMENT).maybeDuplicate).toBe(true);
  });

  it('does not count a hold as a try, and says its reason once', () => {
    const until = FAKE_START + 5 * MINUTE;
    const first = nextState(claim(), hold(until), MOMENT);
    expect(first).toMatchObject({ state: 'deferred', reason: 'no-host', attempts: 0, dueAt: until });
    expect(first.attempt).toMatchObject({ state: 'deferred', reason: 'no-host' });
    expect(nextState(claim({ reason: 'no-host' }), hold(until), MOMENT).attempt).toBeNull();
  });

  it('holds no longer than the delivery is of use', () => {
    const expiresAt = FAKE_START + MINUTE;
    expect(nextState(claim({ expiresAt }), hold(FAKE_START + HOUR), MOMENT).dueAt).toBe(expiresAt);
  });

  it('ends as expired when the next try would come too late, and keeps what the last one met', () => {
    const expiresAt = FAKE_START + 3 * MINUTE;
    const settlement = nextState(
      claim({ expiresAt }),
      failed(BUSY, verdict('transient', 'greylisted')),
      MOMENT,
    );
    expect(settlement).toMatchObject({ state: 'expired', reason: 'expired', dueAt: null, attempts: 1 });
    expect(settlement.attempt).toMatchObject({ state: 'expired', reason: 'greylisted', replyCode: 451 });
  });

  it('makes a dead letter of what no template can say', () => {
    const settlement = nextState(claim(), { kind: 'unrenderable', text: 'No subject.' }, MOMENT);
    expect(settlement).toMatchObject({ state: 'failed', reason: 'template-failed', attempts: 0 });
  });

  it('keeps whole characters when it cuts a long reply', () => {
    const failure = { ...REFUSED, text: '😀'.repeat(400) + 'x' };
    const { attempt } = nextState(claim(), failed(failure, verdict('transient', 'timeout')), MOMENT);
    expect(attempt?.text?.length).toBeLessThanOrEqual(500);
    expect(attempt?.text?.isWellFormed()).toBe(true);
  });
});

describe('the state machine, over any course of outcomes', () => {
  const failure = fc.record({
    stage: fc.constantFrom(...STAGES),
    kind: fc.constantFrom('reply', 'timeout', 'connection-refused', 'connection-lost', 'local'),
    reply: fc.constant(null),
    text: fc.string({ maxLength: 700 }),
  }) satisfies fc.Arbitrary<SmtpFailure>;
  const outcomes = fc.oneof(
    fc.record({
      kind: fc.constantFrom('failed' as const, 'unknown' as const),
      failure,
      verdict: fc
        .tuple(
          fc.constantFrom('transient', 'permanent', 'configuration'),
          fc.constantFrom(...VERDICT_REASONS),
        )
        .map(([kind, reason]) => verdict(kind, reason)),
      server: fc.constant('relay.example:25'),
      took: fc.nat(),
    }),
    fc.record({
      kind: fc.constant('accepted' as const),
      response: fc.string(),
      queueId: fc.constant(null),
      server: fc.string(),
      took: fc.nat(),
    }),
    fc.nat({ max: 60 * MINUTE }).map((pause) => hold(FAKE_START + pause)),
    fc.constantFrom<DeliveryOutcome>(
      { kind: 'too-old' },
      { kind: 'unrenderable', text: 'no' },
      { kind: 'defect', text: 'oh' },
    ),
  ) satisfies fc.Arbitrary<DeliveryOutcome>;
  const isFinal = (state: string): boolean => FINAL_STATES.some((final) => final === state);

  function follow(start: Delivery, course: readonly DeliveryOutcome[], random: number): Settlement[] {
    const steps: Settlement[] = [];
    let delivery = start;
    for (const outcome of course) {
      const now = delivery.dueAt ?? FAKE_START;
      const step = nextState({ ...claim(), delivery }, outcome, {
        now,
        random,
        settingsChanged: false,
        otherWay: false,
      });
      steps.push(step);
      if (isFinal(step.state)) break;
      delivery = { ...delivery, ...step };
    }
    return steps;
  }

  it('never leaves an unfinished state without a due time, nor a finished one with a due time', () => {
    fc.assert(
      fc.property(
        fc.array(outcomes, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (course, random) => {
          const start = buildDelivery({ state: 'sending' });
          const steps = follow(start, course, random);
          for (const [place, step] of steps.entries()) {
            const before = steps[place - 1] ?? start;
            expect(isFinal(step.state)).toBe(step.dueAt === null);
            expect(isFinal(step.state)).toBe(step.endedAt !== null);
            expect(step.attempts).toBeGreaterThanOrEqual(before.attempts);
            expect(step.maybeDuplicate || !before.maybeDuplicate).toBe(true);
            if (step.dueAt !== null) expect(step.dueAt).toBeLessThanOrEqual(start.expiresAt);
            expect(step.attempt?.text?.length ?? 0).toBeLessThanOrEqual(500);
          }
        },
      ),
    );
  });

  it('always comes to an end: retries alone end by expiry within 48 h and some 20 tries', () => {
    const again = Array.from({ length: 40 }, () =>
      failed(REFUSED, verdict('transient', 'connection-refused')),
    );
    const steps = follow(buildDelivery({ state: 'sending' }), again, 0.5);
    expect(steps.at(-1)?.state).toBe('expired');
    expect(steps.length).toBeLessThanOrEqual(20);
  });
});
