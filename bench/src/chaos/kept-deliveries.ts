import {
  changeSettings,
  HOST,
  listDeliveries,
  silentLogger,
  systemClock,
  type Actor,
  type Delivery,
} from '@postern/core';
import { createAesGcmSealer, newUuidV7, openKeys } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';
import type { Furnishing } from '../postern/furnish.ts';

const ACTOR: Actor = { kind: 'system', name: 'chaos' };

/** Milliseconds: longer than a lease, so that what a dead process held has come free. */
const SOON = 20_000;

/** What an administrator does when the server is back: any change of the settings lets what waits for it go at once. */
export async function releaseWaiting({ databaseUrl, keyFile }: Furnishing): Promise<void> {
  const storage = await openStorage(databaseUrl, { clock: systemClock, logger: silentLogger });
  try {
    const keys = await openKeys({ kind: 'file', path: keyFile }, { storage, logger: silentLogger });
    const deps = { storage, clock: systemClock, newId: newUuidV7, sealer: createAesGcmSealer(keys) };
    const set = { defaultFromDisplayName: `Platform notifications ${newUuidV7()}` };
    await changeSettings(deps, ACTOR, { level: HOST, set });
  } finally {
    await storage.close();
  }
}

/** Reads all deliveries, page by page. */
export async function readDeliveries({ databaseUrl }: Furnishing): Promise<readonly Delivery[]> {
  const storage = await openStorage(databaseUrl, { clock: systemClock, logger: silentLogger });
  const all: Delivery[] = [];
  try {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listDeliveries({ storage }, ACTOR, {
        limit: 500,
        ...(cursor === undefined ? {} : { cursor }),
      });
      all.push(...page.items);
      cursor = page.next;
    }
    return all;
  } finally {
    await storage.close();
  }
}

/** Whether nothing will happen soon: what is left waits for a later try. */
export function isQuiet(deliveries: readonly Delivery[], now: number): boolean {
  return deliveries.every(({ dueAt }) => dueAt === null || dueAt > now + SOON);
}
