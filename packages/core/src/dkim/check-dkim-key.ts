import type { Actor } from '../access/actor.ts';
import type { DnsRecords } from '../domains/dns-records.ts';
import { readPublishedKey } from '../domains/published-key.ts';
import type { DkimStore } from './dkim-store.ts';
import { showDkimKey, type ShowDkimKeyInput } from './show-dkim-key.ts';
import type { ShownDkimKey } from './shown-dkim-key.ts';

/** What DNS has of a key. */
export interface DkimCheck {
  /** `several`: more than one key record under the selector, which verifiers may take any of (RFC 6376 section 3.6.2.2). */
  readonly outcome:
    'published' | 'missing' | 'different' | 'several' | 'withdrawn' | 'unreadable' | 'dns-failed';
  readonly key: ShownDkimKey;
}

/** What {@link checkDkimKey} needs. */
export interface CheckDkimDeps {
  readonly storage: { readonly dkim: Pick<DkimStore, 'list'> };
  readonly dns: Pick<DnsRecords, 'txt'>;
}

/**
 * Compares a key with what is published of it.
 * @throws AppError `not-allowed`; `input-invalid`; `not-found`.
 */
export async function checkDkimKey(
  deps: CheckDkimDeps,
  actor: Actor,
  input: ShowDkimKeyInput,
): Promise<DkimCheck> {
  const key = await showDkimKey(deps, actor, input);
  const answer = await deps.dns.txt(key.record.name);
  if (answer.kind !== 'found') return { outcome: answer.kind === 'none' ? 'missing' : 'dns-failed', key };
  const keys = answer.records.flatMap((record) => readPublishedKey(record) ?? []);
  const [published] = keys;
  if (published === undefined) return { outcome: 'missing', key };
  if (keys.length > 1) return { outcome: 'several', key };
  if (published.state === 'revoked') return { outcome: 'withdrawn', key };
  if (published.state === 'unreadable') return { outcome: 'unreadable', key };
  return { outcome: published.key === key.publicKey ? 'published' : 'different', key };
}
