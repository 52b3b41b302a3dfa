import { describe, expect, it } from 'vitest';
import { DAY } from '../kernel/clock.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { buildIncident } from '../testing/build-incident.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { foldSignals, type Signal } from './fold-signals.ts';
import type { Incident, IncidentFacts } from './incident.ts';

const AT = FAKE_START + 1_000;
const ACME = organizationLevel('acme');

type FailedFacts = Extract<IncidentFacts, { kind: 'delivery-failed' }>;
const FAILED: FailedFacts = {
  kind: 'delivery-failed',
  reason: 'recipient-unknown',
  addresses: ['a@x.example'],
  more: false,
  deliveryId: 'd1',
  why: null,
};

function raise(overrides: Partial<Extract<Signal, { kind: 'raise' }>> = {}): Signal {
  const { subject, facts, level } = buildIncident();
  return { kind: 'raise', level, subject, facts, times: 1, step: 0, at: AT, ...overrides };
}

function failed(addresses: readonly string[]): Signal {
  return raise({ level: ACME, subject: 'recipient-unknown', facts: { ...FAILED, addresses } });
}

function delivered(...addresses: readonly string[]): Signal {
  return { kind: 'delivered', level: ACME, addresses: new Set(addresses), at: AT };
}

function fold(open: readonly Incident[], ...signals: readonly Signal[]): readonly Incident[] {
  return foldSignals(open, signals, sequentialIds()).map(({ incident }) => incident);
}

/** An incident of failed mail for these, as it is kept. */
function openFailure(addresses: readonly string[], more = false): Incident {
  const facts = { ...FAILED, addresses, more };
  return buildIncident({ level: ACME, subject: 'recipient-unknown', facts });
}

describe('raising', () => {
  it('opens an incident once, and counts what comes after into it', () => {
    const [opened, ...others] = fold([], raise(), raise({ times: 4 }));
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ count: 5, openedAt: AT, resolvedAt: null, version: 1, told: null });
    const changes = foldSignals([opened!], [raise({ times: 2, at: AT + 1 })], sequentialIds());
    expect(changes).toMatchObject([
      { expectedVersion: 1, incident: { id: opened!.id, count: 7, version: 2, updatedAt: AT + 1 } },
    ]);
  });

  it('keeps levels, kinds and subjects apart', () => {
    expect(
      fold([buildIncident()], raise({ level: ACME }), raise({ subject: 'other' }), failed(['a@x.example'])),
    ).toHaveLength(3);
  });

  it('changes nothing when it only goes on and nothing new is known', () => {
    expect(fold([buildIncident()], raise({ times: 0 }))).toEqual([]);
    const facts = { ...buildIncident().facts, reason: 'timeout' } as IncidentFacts;
    expect(fold([buildIncident()], raise({ times: 0, facts }))).toMatchObject([{ facts, count: 1 }]);
  });

  it('remembers since when a connection fails, and only ever becomes worse', () => {
    const facts = { ...buildIncident().facts, failingSince: AT } as IncidentFacts;
    expect(fold([buildIncident({ step: 2 })], raise({ facts, step: 1 }))).toMatchObject([
      { facts: { failingSince: FAKE_START }, step: 2 },
    ]);
    expect(fold([buildIncident()], raise({ times: 0, step: 1 }))).toMatchObject([{ step: 1 }]);
  });

  it('names the last ten recipients, and says that there were more', () => {
    const all = Array.from({ length: 12 }, (_, place) => `${place}@x.example`);
    const [incident] = fold([], ...all.map((address) => failed([address])));
    const { addresses, more } = incident!.facts as FailedFacts;
    expect({ addresses, more }).toEqual({ addresses: all.toReversed().slice(0, 10), more: true });
    expect(incident!.count).toBe(12);
  });
});

describe('resolving', () => {
  const resolve: Signal = {
    kind: 'resolve',
    level: HOST,
    of: 'connection-failing',
    subject: null,
    how: 'recovered',
    at: AT,
  };

  it('ends what is open of that kind at that level, and nothing else', () => {
    const others = [
      buildIncident({ id: 'other level', level: ACME }),
      buildIncident({ id: 'other kind', facts: FAILED }),
    ];
    expect(fold([buildIncident(), ...others], resolve)).toEqual([
      { ...buildIncident(), resolvedAt: AT, resolution: 'recovered', updatedAt: AT, version: 2 },
    ]);
    expect(fold([buildIncident()], { ...resolve, subject: 'other' })).toEqual([]);
    expect(fold([], resolve)).toEqual([]);
  });

  it('opens a new incident for what happens again, stored behind the end of the old one', () => {
    const [old, anew] = fold([buildIncident()], resolve, raise());
    expect(old).toMatchObject({ id: buildIncident().id, resolvedAt: AT });
    expect(anew).toMatchObject({ resolvedAt: null, version: 1 });
    expect(anew!.id).not.toBe(old!.id);
  });

  it('is told as one change when it opens and ends at once', () => {
    expect(fold([], raise(), resolve)).toMatchObject([{ resolvedAt: AT, version: 1 }]);
  });
});

describe('mail that arrives after all', () => {
  it('takes its recipient out, and ends the incident with the last one', () => {
    const open = openFailure(['a@x.example', 'b@x.example']);
    expect(fold([open], delivered('a@x.example'))).toMatchObject([
      { resolvedAt: null, updatedAt: FAKE_START, facts: { addresses: ['b@x.example'], more: false } },
    ]);
    expect(fold([open], delivered('b@x.example', 'a@x.example'))).toMatchObject([
      { resolvedAt: AT, resolution: 'recovered' },
    ]);
    expect(fold([open], delivered('c@x.example'))).toEqual([]);
  });

  it('ends nothing while there may be recipients who are not named', () => {
    expect(fold([openFailure(['a@x.example'], true)], delivered('a@x.example'))).toMatchObject([
      { resolvedAt: null, facts: { addresses: [], more: true } },
    ]);
  });

  it('ends nothing of another level or kind', () => {
    const host = { ...openFailure(['a@x.example']), level: HOST };
    expect(fold([host, buildIncident({ level: ACME })], delivered('a@x.example'))).toEqual([]);
  });
});

describe('time', () => {
  it('of the last failure is what counts for its end by quiet', () => {
    const [again] = fold([openFailure(['a@x.example'])], {
      ...failed(['b@x.example']),
      at: AT + DAY,
    });
    expect(again?.updatedAt).toBe(AT + DAY);
  });
});
