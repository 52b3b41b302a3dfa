import { AppError } from '../../kernel/errors.ts';
import type { Secret } from '../../kernel/secret.ts';
import { readKeyList } from './key-list.ts';
import type { SealingKey } from './sealing-key.ts';

/**
 * The keys in `POSTERN_KEYS`: `id:base64,id:base64`, the active one first.
 * @throws AppError `configuration-invalid` with every fault, never a key.
 */
export function keysFromEnvironment(text: Secret): readonly SealingKey[] {
  const list = readKeyList(text.expose());
  if (list.ok) return list.keys;
  throw new AppError('configuration-invalid', `POSTERN_KEYS cannot be used. ${list.problems.join(' ')}`, {
    issues: list.problems.map((message) => ({ path: 'POSTERN_KEYS', message })),
  });
}
