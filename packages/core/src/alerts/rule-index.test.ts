import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEvent } from '../testing/build-event.ts';
import { buildRule } from '../testing/build-rule.ts';
import type { AlertRule } from './alert-rule.ts';
import { viewEvent } from './event-view.ts';
import { compileRule } from './match-rule.ts';
import { indexRules } from './rule-index.ts';

const types = fc.constantFrom(
  'job.faulted',
  'job.*',
  '*',
  '*.faulted',
  'ping',
  'robot.status',
  'JOB.completed',
);
const names = fc.constantFrom('A', 'b', 'A*', '*', '1', 'a b');
const things = fc.array(names, { maxLength: 2 });

const rules = fc.array(
  fc.record({
    state: fc.constantFrom('enabled' as const, 'paused' as const),
    matchers: fc.record({
      types: fc.array(types, { maxLength: 3 }),
      processes: things,
      robots: things,
      queues: things,
      folders: things,
      tenants: things,
    }),
  }),
  { maxLength: 20 },
);

const named = fc.option(
  fc.record({
    id: fc.constantFrom(null, '1', '2'),
    name: fc.constantFrom(null, 'A', 'B', 'a b'),
  }),
);
const events = fc.record({
  type: fc.constantFrom('job.faulted', 'job.completed', 'robot.status', 'ping', 'new.thing'),
  process: named,
  robot: named,
  queue: named,
  folder: named,
  tenant: named,
});

describe('indexRules', () => {
  it('gives exactly the rules that match one by one, in their order', () => {
    fc.assert(
      fc.property(rules, events, (parts, overrides) => {
        const all: readonly AlertRule[] = parts.map((part, index) =>
          buildRule({ ...part, id: String(index) }),
        );
        const view = viewEvent(buildEvent(overrides));
        const expected = all.filter((rule) => compileRule(rule).mismatch(view) === null);
        expect(indexRules(all).matching(view)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('looks at an event as often for 5,000 rules of other processes as for one', () => {
    const rulesFor = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        buildRule({
          id: String(index),
          matchers: { types: ['job.*'], processes: [`process-${String(index)}`] },
        }),
      );
    expect(looksFor(rulesFor(5_000), 'PROCESS-0')).toEqual(looksFor(rulesFor(1), 'PROCESS-0'));
  });
});

/** How often matching reads a field of the event, and what it finds. */
function looksFor(all: readonly AlertRule[], process: string): { reads: number; found: string[] } {
  const index = indexRules(all);
  let reads = 0;
  const view = new Proxy(viewEvent(buildEvent({ process: { id: null, name: process } })), {
    get(target, key, receiver) {
      reads += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  const found = index.matching(view).map(({ id }) => id);
  return { reads, found };
}
