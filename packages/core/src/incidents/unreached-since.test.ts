import { expect, it } from 'vitest';
import { createMemoryStorage } from '../adapters/storage/memory/create-memory-storage.ts';
import { HOUR, MINUTE } from '../kernel/clock.ts';
import { HOST } from '../kernel/level.ts';
import { buildIncident } from '../testing/build-incident.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import { unreachedSince } from './unreached-since.ts';

const SERVER = 'relay.example:587';

/** Another machine saw the server out of reach from FAKE_START on, for so long; this one asks then, by a clock that is so far off. */
async function asked({ lasted, off, later = 0 }: { lasted: number; off: number; later?: number }) {
  const storage = createMemoryStorage();
  const { facts, ...incident } = buildIncident({ level: HOST, updatedAt: FAKE_START + lasted });
  if (facts.kind !== 'connection-failing') throw new Error('another kind of incident');
  const seen = { ...incident, facts: { ...facts, server: SERVER, unreachedSince: FAKE_START } };
  await storage.incidents.apply([{ incident: seen, expectedVersion: 0 }]);
  const now = FAKE_START + lasted + later + off;
  const since = await unreachedSince({ storage, clock: { now: () => now } }, HOST, SERVER);
  return since === null ? null : now - since;
}

it.each([0, -HOUR, -MINUTE, MINUTE, 10 * MINUTE])(
  'says for how long others did not reach a server, by a clock that is %d ms off',
  async (off) => {
    expect(await asked({ lasted: 7 * MINUTE, off })).toBe(7 * MINUTE);
    expect(await asked({ lasted: 0, off })).toBe(0);
  },
);

it('counts anew where nobody has tried lately, or by a clock that makes it look so', async () => {
  expect(await asked({ lasted: 7 * MINUTE, off: 0, later: 15 * MINUTE })).toBe(7 * MINUTE);
  expect(await asked({ lasted: 7 * MINUTE, off: 0, later: 15 * MINUTE + 1 })).toBeNull();
  expect(await asked({ lasted: 7 * MINUTE, off: HOUR })).toBeNull();
});
