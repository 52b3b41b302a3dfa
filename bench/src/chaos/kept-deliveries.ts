import { changeSettings, HOST, listDeliveries, silentLogger, systemClock, type Actor } from '@postern/core';
import { createAesGcmSealer, newUuidV7, openKeys } from '@postern/core/adapters/crypto';
import { openStorage } from '@postern/core/adapters/storage';
import type { Furnishing } from '../postern/furnish.ts';

const ACTOR: Actor = { kind: 'system', name: 'chaos' };

/** Ids of deliveries that are marked: their recipients may have the mail twice. */
export type MarkedDeliveries = ReadonlySet<string>;

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

/** Reads which deliveries are marked, page by page. */
export async function readMarked({ databaseUrl }: Furnishing): Promise<MarkedDeliveries> {
  const storage = await openStorage(databaseUrl, { clock: systemClock, logger: silentLogger });
  const marked = new Set<string>();
  try {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listDeliveries({ storage }, ACTOR, {
        limit: 500,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const { id, maybeDuplicate } of page.items) if (maybeDuplicate) marked.add(id);
      cursor = page.next;
    }
    return marked;
  } finally {
    await storage.close();
  }
}
