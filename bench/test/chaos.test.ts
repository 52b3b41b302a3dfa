import { describe, expect, it } from 'vitest';
import { calamities, SHORT } from '../src/chaos/chaos-plan.ts';
import { MOODS } from '../src/chaos/chaos-sink.ts';
import { held, reportChaos } from '../src/chaos/report-chaos.ts';
import { runChaos } from '../src/chaos/run-chaos.ts';

describe('chaos', () => {
  it('can be had again by its seed, and has every mood', () => {
    const plan = { ...SHORT, seed: 7, rounds: 70 };
    expect(calamities(plan)).toEqual(calamities(plan));
    expect(calamities({ ...plan, seed: 8 })).not.toEqual(calamities(plan));
    expect(new Set(calamities(plan).map(({ mood }) => mood))).toEqual(new Set(MOODS));
    for (const mood of MOODS) {
      const rounds = calamities(plan).filter((one) => one.mood === mood);
      expect(rounds.some(({ jump }) => jump !== null)).toBe(true);
      expect(rounds.some(({ room }) => room !== null)).toBe(true);
      expect(rounds.some(({ killSecondAfter }) => killSecondAfter !== null)).toBe(true);
    }
  });

  it('loses nothing and doubles nothing in silence: kill -9 in each round, two gateways, a clock that jumps, a full disk, a server that misbehaves in each way', async () => {
    const outcome = await runChaos({ ...SHORT, seed: 3 }, () => undefined);
    expect(outcome.accepted).toBe(SHORT.rounds * SHORT.webhooks);
    expect(held(outcome), reportChaos(outcome)).toBe(true);
  }, 240_000);
});
