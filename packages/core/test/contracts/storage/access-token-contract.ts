import { expect, it } from 'vitest';
import type { KeptToken } from '../../../src/smtp/access-token-store.ts';
import type { Storage } from '../../../src/storage.ts';
import { useStorage } from './use-storage.ts';

/** {@link AccessTokenStore}. */
export function accessTokenContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const store = () => fresh().storage.accessTokens;
  const lease = (overrides: Partial<Parameters<ReturnType<typeof store>['lease']>[1]> = {}) => ({
    leaseToken: 'mine',
    now: 100,
    until: 200,
    forgetBefore: 0,
    ...overrides,
  });
  const token = (overrides: Partial<KeptToken> = {}): KeptToken => ({
    id: 'a',
    sealed: { keyId: 'k1', box: 'Ym94' },
    givenAt: 110,
    expiresAt: 3_710,
    ...overrides,
  });

  it('gives the lease to one at a time, and to the next when it was used, given back, or has run out', async () => {
    expect(await store().lease('a', lease())).toEqual({ kept: null });
    expect(await store().lease('a', lease({ leaseToken: 'other' }))).toBe('taken');
    expect(await store().lease('b', lease({ leaseToken: 'other' }))).toEqual({ kept: null });
    expect(await store().find('a')).toBeNull();
    expect(await store().list()).toEqual([]);

    expect(await store().renew(token(), 'mine')).toBe(true);
    expect(await store().find('a')).toEqual(token());
    expect(await store().lease('a', lease({ leaseToken: 'other' }))).toEqual({ kept: token() });
    await store().release('a', 'mine');
    expect(await store().lease('a', lease({ now: 199 }))).toBe('taken');
    await store().release('a', 'other');
    expect(await store().lease('a', lease())).toEqual({ kept: token() });
    expect(await store().lease('a', lease({ leaseToken: 'late', now: 200, until: 300 }))).toEqual({
      kept: token(),
    });
  });

  it('stores nothing for whoever has lost the lease, or never had it', async () => {
    expect(await store().renew(token(), 'nobody')).toBe(false);
    await store().lease('a', lease());
    await store().lease('a', lease({ leaseToken: 'next', now: 200, until: 300 }));
    expect(await store().renew(token(), 'mine')).toBe(false);
    expect(await store().find('a')).toBeNull();
    const newer = token({ sealed: { keyId: 'k2', box: 'bmV3' } });
    expect(await store().renew(newer, 'next')).toBe(true);
    expect(await store().renew(token(), 'next')).toBe(false);
    expect(await store().find('a')).toEqual(newer);
  });

  it('reseals what is still sealed as it was read, and counts its key', async () => {
    await store().lease('b', lease());
    await store().renew(token({ id: 'b' }), 'mine');
    await store().lease('a', lease());
    await store().renew(token(), 'mine');
    expect(await store().list()).toEqual([token(), token({ id: 'b' })]);
    const [before, after] = [token().sealed, { keyId: 'k9', box: 'bmV3' }];
    expect(await store().reseal('a', { ...before, box: 'b3RoZXI=' }, after)).toBe(false);
    expect(await store().reseal('a', { ...before, keyId: 'k2' }, after)).toBe(false);
    expect(await store().reseal('c', before, after)).toBe(false);
    expect(await store().reseal('a', before, after)).toBe(true);
    expect(await store().find('a')).toEqual(token({ sealed: after }));
    expect(await fresh().storage.sealingKeyIds()).toEqual(['k1', 'k9']);
  });

  it('forgets what nobody has renewed for long, but not what somebody is asking for', async () => {
    for (const id of ['a', 'b']) {
      await store().lease(id, lease());
      await store().renew(token({ id }), 'mine');
    }
    await store().lease('b', lease({ until: 1_000 }));
    await store().lease('c', lease({ now: 500, until: 600, forgetBefore: 110 }));
    expect((await store().list()).map(({ id }) => id)).toEqual(['a', 'b']);
    await store().lease('d', lease({ now: 500, until: 600, forgetBefore: 111 }));
    expect((await store().list()).map(({ id }) => id)).toEqual(['b']);
  });
}
