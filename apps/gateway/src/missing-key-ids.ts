import type { Sealer, Storage } from '@postern/core';

/** Ids of keys that something is sealed with and that this process does not have. @throws AppError `storage-unavailable`. */
export async function missingKeyIds(
  storage: Pick<Storage, 'sealingKeyIds'>,
  sealer: Pick<Sealer, 'keyIds'>,
): Promise<string[]> {
  return (await storage.sealingKeyIds()).filter((id) => !sealer.keyIds.includes(id));
}
