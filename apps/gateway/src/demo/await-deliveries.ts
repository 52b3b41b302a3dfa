import { setTimeout as pause } from 'node:timers/promises';
import { listDeliveries, type Actor, type Delivery } from '@postern/core';
import type { Container } from '../container.ts';

/** Milliseconds between two looks. */
const LOOK = 20;

/**
 * All deliveries that there are, as soon as each has ended, or after `patience` milliseconds as they are then. Every
 * delivery is there when its webhook is answered, so what is missing now was never planned.
 */
export async function awaitDeliveries(
  services: Container,
  actor: Actor,
  { patience }: { readonly patience: number },
): Promise<readonly Delivery[]> {
  const deadline = services.clock.now() + patience;
  for (;;) {
    const { items } = await listDeliveries(services, actor, { limit: 500 });
    const waiting = items.some(({ endedAt }) => endedAt === null);
    if (!waiting || services.clock.now() >= deadline) return items;
    await pause(LOOK);
  }
}
