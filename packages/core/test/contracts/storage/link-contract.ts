import { expect, it } from 'vitest';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { OneTimeLink } from '../../../src/links/one-time-link.ts';
import type { Storage } from '../../../src/storage.ts';
import { useStorage } from './use-storage.ts';

/** {@link LinkStore}. */
export function linkContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const add = async (overrides: Partial<OneTimeLink> = {}): Promise<OneTimeLink> => {
    const { storage, newId } = fresh();
    const id = newId();
    const link: OneTimeLink = {
      id,
      tokenHash: `hash of ${id}`,
      level: HOST,
      purpose: { kind: 'secret', key: 'smtpPassword', expectedHead: 3 },
      actor: {
        kind: 'slack',
        teamId: 'T1',
        userId: 'U1',
        channelId: 'C1',
        roles: { systemAdministrator: true, organizationIds: [] },
      },
      language: 'fr',
      reply: { keyId: 'k1', box: 'Ym94' },
      createdAt: 1,
      expiresAt: 100,
      usedAt: null,
      ...overrides,
    };
    await storage.links.add(link);
    return link;
  };
  const find = (link: OneTimeLink) => fresh().storage.links.findByTokenHash(link.tokenHash);

  it('gives back a link as it was added, by the hash of its token alone', async () => {
    const secret = await add();
    const arrival = await add({ purpose: { kind: 'arrival', messageId: '<m@x>' }, reply: null });
    expect(await find(secret)).toEqual(secret);
    expect(await find(arrival)).toEqual(arrival);
    expect(await fresh().storage.links.findByTokenHash(secret.id)).toBeNull();
  });

  it('marks a link used once, and not when it has expired or is unknown', async () => {
    const { links } = fresh().storage;
    const link = await add();
    expect(await links.use(link.id, 100)).toBe('not-open');
    const answers = await Promise.all([links.use(link.id, 99), links.use(link.id, 98)]);
    expect(answers.toSorted()).toEqual(['not-open', 'used']);
    expect(await find(link)).toEqual({ ...link, usedAt: 99 });
    expect(await links.use('nobody', 1)).toBe('not-open');
  });

  it('withdraws the open links of one kind at one level, and says how many', async () => {
    const { links } = fresh().storage;
    const level = organizationLevel('acme');
    const open = [await add({ level }), await add({ level })];
    const used = await add({ level });
    await links.use(used.id, 2);
    const others = [await add(), await add({ level, purpose: { kind: 'arrival', messageId: '<m@x>' } })];
    expect(await links.withdraw({ level, kind: 'secret' })).toBe(2);
    expect(await links.withdraw({ level, kind: 'secret' })).toBe(0);
    for (const link of open) {
      expect(await links.use(link.id, 3)).toBe('not-open');
      expect(await find(link)).toBeNull();
    }
    expect(await find(used)).toEqual({ ...used, usedAt: 2 });
    for (const link of others) expect(await find(link)).toEqual(link);
  });

  it('gives used links that somebody waits for to one taker at a time, oldest use first, until they are answered', async () => {
    const { links } = fresh().storage;
    const [first, second, third] = [await add(), await add(), await add()];
    const silent = await add({ reply: null });
    await add();
    for (const [place, link] of [third, first, second, silent].entries())
      await links.use(link.id, 10 + place);
    const idsTaken = async (now: number, limit = 9) =>
      (await links.takeUsed({ now, leaseUntil: now + 10, limit })).map(({ id }) => id);
    expect(await links.takeUsed({ now: 20, leaseUntil: 30, limit: 2 })).toEqual([
      { ...third, usedAt: 10 },
      { ...first, usedAt: 11 },
    ]);
    expect((await Promise.all([idsTaken(21), idsTaken(21)])).flat()).toEqual([second.id]);
    await links.answered(third.id);
    expect(await idsTaken(29)).toEqual([]);
    expect(await idsTaken(30)).toEqual([first.id]);
    expect(await idsTaken(40, 1)).toEqual([first.id]);
    expect(await idsTaken(40)).toEqual([second.id]);
    for (const { id } of [first, second]) await links.answered(id);
    expect(await idsTaken(99)).toEqual([]);
  });

  it('forgets links that expired before a time, used or not, and keeps the others', async () => {
    const { links } = fresh().storage;
    const [open, used, young] = [await add(), await add(), await add({ expiresAt: 101 })];
    await links.use(used.id, 2);
    await links.purge(100);
    expect(await find(open)).toEqual(open);
    await links.purge(101);
    expect(await find(open)).toBeNull();
    expect(await find(used)).toBeNull();
    expect(await find(young)).toEqual(young);
  });

  it('is no configuration', async () => {
    const { storage } = fresh();
    const before = await storage.configurationVersion();
    const { id } = await add();
    await storage.links.use(id, 2);
    await storage.links.takeUsed({ now: 3, leaseUntil: 4, limit: 1 });
    await storage.links.answered(id);
    await storage.links.withdraw({ level: HOST, kind: 'secret' });
    await storage.links.purge(999);
    await storage.once.take('key', { now: 1, until: 2 });
    expect(await storage.configurationVersion()).toBe(before);
  });
}
