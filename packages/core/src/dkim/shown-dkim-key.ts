import type { DkimKey } from './dkim-key.ts';
import { dkimRecord, type DkimRecord } from './dkim-record.ts';

/** A key as people may see it: nothing of the private half, not sealed either. */
export interface ShownDkimKey extends Omit<DkimKey, 'sealed'> {
  readonly record: DkimRecord;
}

/** Leaves out what is sealed. */
export function shownDkimKey(key: DkimKey): ShownDkimKey {
  const { level, domain, selector, publicKey, enabled, createdAt } = key;
  return { level, domain, selector, publicKey, enabled, createdAt, record: dkimRecord(key) };
}
