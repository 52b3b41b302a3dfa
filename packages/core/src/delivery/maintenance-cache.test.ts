import { expect, it } from 'vitest';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { AppError } from '../kernel/errors.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { createMaintenanceCache } from './maintenance-cache.ts';

function house() {
  const newId = sequentialIds(1);
  const storage = createMemoryStorage();
  let asked = 0;
  const counting = {
    configurationVersion: () => storage.configurationVersion(),
    maintenance: {
      mode: () => {
        asked += 1;
        return storage.maintenance.mode();
      },
    },
  };
  return { newId, storage, counting, asked: () => asked };
}

it('reads the mode once for a configuration, and again as soon as somebody has set another one', async () => {
  const { newId, storage, counting, asked } = house();
  const cache = createMaintenanceCache(counting);
  expect([await cache.mode(), await cache.mode(), asked()]).toEqual(['off', 'off', 1]);
  await storage.maintenance.setMode('suspended', buildAuditEntry(newId, {}));
  expect([await cache.mode(), await cache.mode(), asked()]).toEqual(['suspended', 'suspended', 2]);
});

it('keeps nothing of a reading that failed', async () => {
  const { counting } = house();
  const unavailable = new AppError('storage-unavailable', 'The disk is away.');
  let fails = true;
  const cache = createMaintenanceCache({
    ...counting,
    maintenance: { mode: () => (fails ? Promise.reject(unavailable) : counting.maintenance.mode()) },
  });
  await expect(cache.mode()).rejects.toThrow(unavailable);
  fails = false;
  expect(await cache.mode()).toBe('off');
});
