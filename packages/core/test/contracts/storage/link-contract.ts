import { expect, it } from 'vitest';
import type { Actor } from '../../../src/access/actor.ts';
import { HOST, organizationLevel, type Level } from '../../../src/kernel/level.ts';
import type { LinkUse } from '../../../src/links/link-store.ts';
import type { OneTimeLink } from '../../../src/links/one-time-link.ts';
import type { SettingsSave } from '../../../src/settings/settings-store.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildRevision } from '../../../src/testing/build-revision.ts';
import { useStorage } from './use-storage.ts';

/** {@link LinkStore}. */
export function linkContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const person = (userId: string): Actor => ({
    kind: 'slack',
    teamId: 'T1',
    userId,
    channelId: 'C1',
    roles: { systemAdministrator: true, organizationIds: [] },
  });
  const add = async (overrides: Partial<OneTimeLink> = {}): Promise<OneTimeLink> => {
    const { storage, newId } = fresh();
    const id = newId();
    const link: OneTimeLink = {
      id,
      tokenHash: `hash of ${id}`,
      level: HOST,
      purpose: { kind: 'secret', key: 'smtpPassword', expectedHead: 3 },
      actor: person(id),
      language: 'fr',
      reply: { keyId: 'k1', box: 'Ym94' },
      createdAt: 1,
      expiresAt: 100,
      usedAt: null,
      revisionId: null,
      ...overrides,
    };
    await storage.links.add(link);
    return link;
  };
  const use = (id: string, now: number, settings: SettingsSave | null = null) => {
    const { storage, newId } = fresh();
    const audit = buildAuditEntry(newId, { action: 'link.used' });
    return storage.links.use({ id, now, audit, settings } satisfies LinkUse);
  };
  const revisionAt = (level: Level, expectedHead: number): SettingsSave => {
    const { newId } = fresh();
    const number = expectedHead + 1;
    return {
      level,
      expectedHead,
      revisions: [buildRevision(newId, { level, number })],
      dropDraft: false,
      releaseHeld: false,
      audit: [buildAuditEntry(newId, { action: 'settings.activated', level })],
      now: 1,
    };
  };
  const find = (link: OneTimeLink) => fresh().storage.links.findByTokenHash(link.tokenHash);

  it('gives back a link as it was added, by the hash of its token alone', async () => {
    const secret = await add();
    const arrival = await add({ purpose: { kind: 'arrival', messageId: '<m@x>' }, reply: null });
    expect(await find(secret)).toEqual(secret);
    expect(await find(arrival)).toEqual(arrival);
    expect(await fresh().storage.links.findByTokenHash(secret.id)).toBeNull();
  });

  it('marks a link used once, with its audit entry, and not when it has expired or is unknown', async () => {
    const { storage } = fresh();
    const link = await add();
    expect(await use(link.id, 100)).toBe('not-open');
    const answers = await Promise.all([use(link.id, 99), use(link.id, 98)]);
    expect(answers.toSorted()).toEqual(['not-open', 'used']);
    expect(await find(link)).toEqual({ ...link, usedAt: answers[0] === 'used' ? 99 : 98 });
    expect(await use('nobody', 1)).toBe('not-open');
    expect((await storage.audit.list({}, { limit: 9 })).items).toHaveLength(1);
  });

  it('saves settings with the use or not at all: two who use it at once save once', async () => {
    const { storage } = fresh();
    const link = await add();
    const answers = await Promise.all([0, 1].map(() => use(link.id, 50, revisionAt(HOST, 0))));
    expect(answers.toSorted()).toEqual(['not-open', 'used']);
    expect(await storage.settings.load(HOST)).toMatchObject({ head: 1, active: { number: 1 } });
    expect((await storage.audit.list({}, { limit: 9 })).items).toHaveLength(2);
  });

  it('writes at the revision that a test mail was about when it arrived, and at no other', async () => {
    const { storage } = fresh();
    await storage.settings.save(revisionAt(HOST, 0));
    await storage.settings.save(revisionAt(HOST, 1));
    const [second, first] = (await storage.settings.history(HOST, { limit: 2 })).items;
    expect([first?.arrivedAt, second?.arrivedAt]).toEqual([null, null]);
    const purpose = { kind: 'arrival', messageId: '<m@x>' } as const;
    const link = await add({ purpose, revisionId: first?.id ?? '' });
    expect(await find(link)).toEqual(link);
    expect(await use(link.id, 50)).toBe('used');
    expect(await use(link.id, 51)).toBe('not-open');
    expect(await storage.settings.findRevision(HOST, 1)).toEqual({ ...first, arrivedAt: 50 });
    expect(await storage.settings.findRevision(HOST, 2)).toEqual(second);
    // A revision may be gone by then; the link is used all the same.
    expect(await use((await add({ purpose, revisionId: 'gone' })).id, 52)).toBe('used');
  });

  it('stays open when the settings were changed meanwhile, and writes nothing', async () => {
    const { storage } = fresh();
    await storage.settings.save(revisionAt(HOST, 0));
    const link = await add();
    expect(await use(link.id, 50, revisionAt(HOST, 0))).toBe('conflict');
    expect(await find(link)).toEqual(link);
    expect((await storage.settings.load(HOST)).head).toBe(1);
    expect((await storage.audit.list({}, { limit: 9 })).items).toHaveLength(1);
    expect(await use(link.id, 51, revisionAt(HOST, 1))).toBe('used');
  });

  it('puts a link in the place of the open ones that the same person has for the same secret', async () => {
    const level = organizationLevel('acme');
    const globex = organizationLevel('globex');
    const actor = person('U1');
    const open = await add({ level, actor });
    const used = await add({ level: globex, actor });
    await use(used.id, 2);
    const others = [
      await add({ actor }),
      await add({ level, actor, purpose: { kind: 'secret', key: 'oauthClientSecret', expectedHead: 3 } }),
      await add({ level, actor, purpose: { kind: 'arrival', messageId: '<m@x>' } }),
      await add({ level, actor: person('U2') }),
    ];
    const added = await add({ level, actor: person('U1') });
    await add({ level: globex, actor });
    expect(await find(open)).toBeNull();
    expect(await use(open.id, 3)).toBe('not-open');
    expect(await find(used)).toEqual({ ...used, usedAt: 2 });
    for (const link of [added, ...others]) expect(await find(link)).toEqual(link);
  });

  it('never puts a link in the place of one that says that a mail has arrived', async () => {
    const purpose = { kind: 'arrival', messageId: '<m@x>' } as const;
    const actor = person('U1');
    const links = [await add({ purpose, actor }), await add({ purpose, actor })];
    for (const link of links) expect(await find(link)).toEqual(link);
  });

  it('changes the way back to the person, used or not', async () => {
    const { links } = fresh().storage;
    const link = await add();
    await links.updateReply(link.id, { keyId: 'k2', box: 'bmV3' });
    expect(await find(link)).toEqual({ ...link, reply: { keyId: 'k2', box: 'bmV3' } });
    await use(link.id, 5);
    await links.updateReply(link.id, { keyId: 'k2', box: 'bmV3ZXI' });
    await links.updateReply('nobody', { keyId: 'k2', box: 'bmV3ZXI' });
    const [taken] = await links.takeUsed({ now: 6, leaseUntil: 7, limit: 1 });
    expect(taken?.reply).toEqual({ keyId: 'k2', box: 'bmV3ZXI' });
  });

  it('gives used links that somebody waits for to one taker at a time, oldest use first, until they are answered', async () => {
    const { links } = fresh().storage;
    const [first, second, third] = [await add(), await add(), await add()];
    const silent = await add({ reply: null });
    await add();
    for (const [place, link] of [third, first, second, silent].entries()) await use(link.id, 10 + place);
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
    await use(used.id, 2);
    expect(await links.purge(100)).toBe(0);
    expect(await find(open)).toEqual(open);
    expect(await links.purge(101)).toBe(2);
    expect(await find(open)).toBeNull();
    expect(await find(used)).toBeNull();
    expect(await find(young)).toEqual(young);
  });

  it('is no configuration', async () => {
    const { storage } = fresh();
    const before = await storage.configurationVersion();
    const { id } = await add();
    await use(id, 2);
    await storage.links.updateReply(id, { keyId: 'k1', box: 'Ym94' });
    await storage.links.takeUsed({ now: 3, leaseUntil: 4, limit: 1 });
    await storage.links.answered(id);
    await storage.links.purge(999);
    await storage.once.take('key', { now: 1, until: 2 });
    expect(await storage.configurationVersion()).toBe(before);
  });
}
