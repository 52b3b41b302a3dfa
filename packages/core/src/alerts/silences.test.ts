import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { HOUR, MINUTE } from '../kernel/clock.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { FAKE_START, FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { addSilence, type NewSilence } from './add-silence.ts';
import { endSilence } from './end-silence.ts';
import { listSilences } from './list-silences.ts';
import type { SilenceDeps } from './silence-deps.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const acme = buildOrganization();
const level = organizationLevel(acme.id);

function administratorOf(...organizationIds: readonly string[]): Actor {
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

let clock: FakeClock;
let deps: SilenceDeps & { readonly storage: Storage };

beforeEach(async () => {
  clock = new FakeClock();
  deps = { storage: createMemoryStorage(), clock, newId: sequentialIds() };
  await deps.storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
});

const migration: NewSilence = {
  level,
  matchers: { types: ['job.faulted'], processes: ['Invoice'] },
  reason: 'Migration',
  until: '2h',
};

function instant(at: number): string {
  return new Date(at).toISOString();
}

describe('addSilence', () => {
  it('begins now, and keeps who asked for it', async () => {
    const actor = administratorOf(acme.id);
    const { silence, unknownTypes } = await addSilence(deps, actor, migration);
    expect(silence).toMatchObject({
      startsAt: FAKE_START,
      endsAt: FAKE_START + 2 * HOUR,
      createdBy: actor,
      createdAt: FAKE_START,
      matchers: { types: ['job.faulted'], processes: ['Invoice'], queues: [] },
    });
    expect(unknownTypes).toEqual([]);
    expect(await deps.storage.silences.find(silence.id)).toEqual(silence);
  });

  it('reads times of day in the organization’s zone, and a length from its start', async () => {
    // 12:00 in UTC, 13:00 in Paris.
    const until = async (input: Partial<NewSilence>) =>
      (await addSilence(deps, root, { ...migration, ...input })).silence;
    const day = FAKE_START - (FAKE_START % (24 * HOUR));
    expect((await until({ until: 'until 23:30' })).endsAt).toBe(day + 22.5 * HOUR);
    expect((await until({ level: HOST, until: 'until 23:30' })).endsAt).toBe(day + 23.5 * HOUR);
    const coming = await until({ from: '23:00', until: '2h' });
    expect([coming.startsAt, coming.endsAt]).toEqual([day + 22 * HOUR, day + 24 * HOUR]);
  });

  it('audits why, what and until when', async () => {
    await addSilence(deps, root, migration);
    const { items } = await deps.storage.audit.list({ action: 'silence.added' }, { limit: 10 });
    expect(items[0]?.changes).toEqual([
      { field: 'reason', before: null, after: 'Migration' },
      { field: 'startsAt', before: null, after: new Date(FAKE_START).toISOString() },
      { field: 'endsAt', before: null, after: new Date(FAKE_START + 2 * HOUR).toISOString() },
      { field: 'types', before: null, after: 'job.faulted' },
      { field: 'processes', before: null, after: 'Invoice' },
    ]);
  });

  it.each([
    ['over before it begins', { from: '2h', until: instant(FAKE_START + HOUR) }],
    ['over already', { from: instant(FAKE_START - HOUR), until: instant(FAKE_START) }],
    ['longer than a year', { until: '367d' }],
    ['further off than a year', { from: '367d', until: '1d' }],
    ['without an end that is understood', { until: 'soon' }],
    ['without a start that is understood', { from: 'soon' }],
    ['without a reason', { reason: ' ' }],
    ['of mail that is never muted', { matchers: { types: ['account.password-recovery'] } }],
  ])('refuses one that is %s', async (_, change) => {
    const adding = addSilence(deps, root, { ...migration, ...change });
    await expect(adding).rejects.toMatchObject({ code: 'input-invalid' });
    expect(await deps.storage.silences.list()).toEqual([]);
  });

  it('is for administrators of that level alone', async () => {
    const adding = addSilence(deps, administratorOf('other'), migration);
    await expect(adding).rejects.toMatchObject({ code: 'not-allowed' });
    const host = addSilence(deps, administratorOf(acme.id), { ...migration, level: HOST });
    await expect(host).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('names the type that was probably meant', async () => {
    const { unknownTypes } = await addSilence(deps, root, {
      ...migration,
      matchers: { types: ['job.fauled'] },
    });
    expect(unknownTypes).toEqual([{ type: 'job.fauled', nearest: 'job.faulted' }]);
  });
});

describe('endSilence', () => {
  it('ends it now, once, with an audit entry', async () => {
    const { silence } = await addSilence(deps, root, migration);
    clock.advance(MINUTE);
    const { id } = silence;
    expect((await endSilence(deps, root, { id })).endsAt).toBe(FAKE_START + MINUTE);
    expect((await deps.storage.silences.find(id))?.endsAt).toBe(FAKE_START + MINUTE);
    expect((await deps.storage.audit.list({ action: 'silence.ended' }, { limit: 10 })).items).toHaveLength(1);
    await expect(endSilence(deps, root, { id })).rejects.toMatchObject({ code: 'refused' });
  });

  it('calls off one that is to come', async () => {
    const { silence } = await addSilence(deps, root, { ...migration, from: '1h' });
    await endSilence(deps, root, { id: silence.id });
    clock.advance(HOUR);
    expect(await listSilences(deps, root, { over: true })).toMatchObject([{ state: 'over' }]);
  });

  it('finds none of another organization', async () => {
    const { silence } = await addSilence(deps, root, migration);
    const ending = endSilence(deps, administratorOf('other'), { id: silence.id });
    await expect(ending).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('listSilences', () => {
  it('says where each stands, and leaves out what is over unless asked', async () => {
    await addSilence(deps, root, { ...migration, reason: 'over', until: '1m' });
    await addSilence(deps, root, { ...migration, reason: 'active' });
    await addSilence(deps, root, { ...migration, reason: 'coming', from: '1h' });
    clock.advance(MINUTE);
    const names = (listed: readonly { reason: string; state: string }[]) =>
      listed.map(({ reason, state }) => [reason, state]);
    expect(names(await listSilences(deps, root, { level }))).toEqual([
      ['active', 'active'],
      ['coming', 'coming'],
    ]);
    expect(names(await listSilences(deps, root, { level, over: true }))).toEqual([
      ['over', 'over'],
      ['active', 'active'],
      ['coming', 'coming'],
    ]);
  });

  it('shows an administrator theirs alone', async () => {
    await addSilence(deps, root, migration);
    await addSilence(deps, root, { ...migration, level: HOST });
    expect(await listSilences(deps, administratorOf(acme.id))).toHaveLength(1);
    expect(await listSilences(deps, root)).toHaveLength(2);
    const other = listSilences(deps, administratorOf('other'), { level });
    await expect(other).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
