import { setTimeout as delay } from 'node:timers/promises';
import { monotonic } from '../monotonic.ts';
import type { House, Serving } from '../postern/house.ts';
import { FARTHEST_JUMP } from './chaos-plan.ts';
import type { ChaosSink } from './chaos-sink.ts';
import { countDeliveries, type ChaosCounts } from './count-deliveries.ts';
import { isQuiet, readDeliveries, releaseWaiting } from './kept-deliveries.ts';
import type { Senders } from './sender.ts';

/** What takes part in a run. */
export interface ChaosParts {
  readonly house: House;
  readonly sink: ChaosSink;
  readonly senders: Senders;
}

/** Milliseconds, longer than any lease. */
const AFTER_ALL = 300_000;

/**
 * Sees to it that all is well again and counts: a server that is well, and clocks ahead of where they ever were, so that
 * what was to be tried again by a clock that was wrong is due.
 * @param how `start` starts what sends and takes, `patience` is how many milliseconds the last mail may take.
 */
export async function recover(
  { house, sink, senders }: ChaosParts,
  { start, patience }: { readonly start: () => Promise<readonly Serving[]>; readonly patience: number },
): Promise<ChaosCounts & { readonly recovered: number }> {
  sink.mood = 'well';
  const shift = FARTHEST_JUMP + AFTER_ALL;
  house.setClock(shift);
  const running = await start();
  senders.aim(running.map(({ target }) => target));
  const began = monotonic();
  await senders.finish();
  await releaseWaiting(house.furnishing);
  let deliveries = await readDeliveries(house.furnishing);
  while (!isQuiet(deliveries, Date.now() + shift) && monotonic() - began < patience) {
    await delay(1_000);
    deliveries = await readDeliveries(house.furnishing);
  }
  const recovered = monotonic() - began;
  for (const one of running) one.kill();
  return { ...countDeliveries(senders, sink, deliveries), recovered };
}
