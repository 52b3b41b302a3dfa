import { describe, expect, it } from 'vitest';
import { MOODS } from '../src/chaos/chaos-sink.ts';
import { POSTGRES_SHORT, postgresCalamities } from '../src/chaos/postgres-plan.ts';
import { held, reportChaos } from '../src/chaos/report-chaos.ts';
import { runPostgresChaos } from '../src/chaos/run-postgres-chaos.ts';

const KINDS = ['killGateway', 'killWorker', 'outage', 'freeze', 'skew'] as const;

describe('chaos on PostgreSQL', () => {
  it('can be had again by its seed, and every calamity meets every mood and every other calamity', () => {
    const plan = { ...POSTGRES_SHORT, seed: 7, rounds: 500 };
    const rounds = postgresCalamities(plan);
    expect(rounds).toEqual(postgresCalamities(plan));
    expect(rounds).not.toEqual(postgresCalamities({ ...plan, seed: 8 }));
    for (const kind of KINDS) {
      const struck = rounds.filter((one) => one[kind] !== null);
      expect(new Set(struck.map(({ mood }) => mood))).toEqual(new Set(MOODS));
      for (const other of KINDS) expect(struck.some((one) => one[other] !== null)).toBe(true);
    }
  });

  it('has every calamity in its short run', () => {
    const rounds = postgresCalamities({ ...POSTGRES_SHORT, seed: 3 });
    for (const kind of KINDS) expect(rounds.some((one) => one[kind] !== null)).toBe(true);
  });

  it('loses nothing and doubles nothing in silence: gateways and workers killed, the database crashed, processes frozen, clocks an hour apart, a server that misbehaves', async () => {
    const outcome = await runPostgresChaos({ ...POSTGRES_SHORT, seed: 3 }, () => undefined);
    expect(outcome.accepted).toBe(POSTGRES_SHORT.rounds * POSTGRES_SHORT.webhooks);
    expect(held(outcome), reportChaos(outcome)).toBe(true);
    expect(outcome.waiting).toBe(0);
  }, 240_000);
});
