import { expect, it } from 'vitest';
import type { ChannelBinding } from '../../../src/channels/channel-binding.ts';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');

/** {@link ChannelStore}. */
export function channelContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const audit = () => buildAuditEntry(fresh().newId, { action: 'channel.bound' });
  const auditCount = async () => (await fresh().storage.audit.list({}, { limit: 500 })).items.length;
  const build = (overrides: Partial<ChannelBinding> = {}): ChannelBinding => ({
    teamId: 'T1',
    channelId: 'C1',
    level: ACME,
    language: 'fr',
    boundAt: 1,
    boundBy: {
      kind: 'slack',
      teamId: 'T1',
      userId: 'U1',
      channelId: 'C1',
      roles: { systemAdministrator: false, organizationIds: ['acme'] },
    },
    ...overrides,
  });
  const bind = (binding: ChannelBinding, replaces: ChannelBinding | null = null) =>
    fresh().storage.channels.bind({ binding, replaces }, audit());

  it('finds a binding by its level and by its channel, as it was made, oldest first in the list', async () => {
    const { channels } = fresh().storage;
    const [young, old] = [build({ boundAt: 2 }), build({ level: HOST, channelId: 'C2', language: 'en' })];
    for (const binding of [young, old]) expect(await bind(binding)).toBe('bound');
    expect(await channels.list()).toEqual([old, young]);
    expect(await channels.findByLevel(ACME)).toEqual(young);
    expect(await channels.findByChannel({ teamId: 'T1', channelId: 'C2' })).toEqual(old);
    expect(await channels.findByLevel(organizationLevel('globex'))).toBeNull();
    for (const place of [
      { teamId: 'T2', channelId: 'C1' },
      { teamId: 'T1', channelId: 'C3' },
    ])
      expect(await channels.findByChannel(place)).toBeNull();
  });

  it('gives a channel to one level, and a level one channel, the last one bound', async () => {
    const { channels } = fresh().storage;
    const first = build();
    await bind(first);
    expect(await bind(build({ level: HOST }))).toBe('channel-taken');
    const second = build({ channelId: 'C2', boundAt: 2 });
    expect(await bind(second, first)).toBe('bound');
    expect(await channels.list()).toEqual([second]);
    expect(await bind(build({ level: HOST }))).toBe('bound');
    expect(await auditCount()).toBe(3);
  });

  it('changes nothing when the level has another channel by now than the one to be replaced', async () => {
    const { channels } = fresh().storage;
    const first = build();
    await bind(first);
    const other = build({ channelId: 'C2' });
    expect(await bind(other)).toBe('changed');
    expect(await bind(other, build({ channelId: 'C3' }))).toBe('changed');
    expect(await bind(build({ level: HOST, channelId: 'C4' }), first)).toBe('changed');
    expect(await channels.list()).toEqual([first]);
    expect(await auditCount()).toBe(1);
  });

  it('takes a channel away from the level that has it, and says when it has not', async () => {
    const { channels } = fresh().storage;
    const binding = build();
    await bind(binding);
    expect(await channels.unbind(HOST, binding, audit())).toBe('not-bound');
    expect(await channels.unbind(ACME, { teamId: 'T1', channelId: 'C2' }, audit())).toBe('not-bound');
    expect(await auditCount()).toBe(1);
    expect(await channels.unbind(ACME, binding, audit())).toBe('unbound');
    expect(await channels.findByLevel(ACME)).toBeNull();
    expect(await auditCount()).toBe(2);
  });

  it('is configuration when it changes, and only then', async () => {
    const { storage } = fresh();
    const grew = async (change: () => Promise<unknown>) => {
      const before = await storage.configurationVersion();
      await change();
      return (await storage.configurationVersion()) > before;
    };
    const binding = build();
    expect(await grew(() => bind(binding))).toBe(true);
    expect(await grew(() => bind(build({ level: HOST })))).toBe(false);
    expect(await grew(() => storage.channels.unbind(ACME, binding, audit()))).toBe(true);
    expect(await grew(() => storage.channels.unbind(ACME, binding, audit()))).toBe(false);
  });

  it('gives a channel to one of two levels that want it at once', async () => {
    const answers = await Promise.all([bind(build()), bind(build({ level: HOST }))]);
    expect(answers.toSorted()).toEqual(['bound', 'channel-taken']);
  });
}
