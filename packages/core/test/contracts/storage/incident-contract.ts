import { expect, it } from 'vitest';
import {
  INCIDENT_KINDS,
  type Incident,
  type IncidentFacts,
  type Told,
} from '../../../src/incidents/incident.ts';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildIncident } from '../../../src/testing/build-incident.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');
const GLOBEX = organizationLevel('globex');
const outletOf = (level: Incident['level'], since = 0) => ({ level, teamId: 'T1', channelId: 'C1', since });

const FACTS: Readonly<Record<IncidentFacts['kind'], IncidentFacts>> = {
  'connection-failing': buildIncident().facts,
  'mail-held': { kind: 'mail-held', reason: 'no-host', deliveryId: 'd', why: null },
  'delivery-failed': {
    kind: 'delivery-failed',
    reason: 'recipient-unknown',
    addresses: ['a@x.example'],
    more: true,
    deliveryId: 'd',
    why: null,
  },
  'source-silent': { kind: 'source-silent', sourceName: 'prod', lastHeardAt: null, expectedEvery: 60_000 },
  'source-limited': { kind: 'source-limited', sourceName: null, limitPerMinute: 10_000 },
  'certificate-expiring': { kind: 'certificate-expiring', server: 'x:465', validUntil: 9 },
  'client-certificate-expiring': { kind: 'client-certificate-expiring', server: 'x:465', validUntil: 9 },
  'oauth-certificate-expiring': { kind: 'oauth-certificate-expiring', server: 'x:587', validUntil: 9 },
  'client-secret-expiring': { kind: 'client-secret-expiring', server: 'x:587', validUntil: 9 },
  'canary-failed': {
    kind: 'canary-failed',
    address: 'ops@x.example',
    failure: 'late',
    reason: 'connection-refused',
    expectedAt: 9,
    deliveryId: 'd',
  },
};

/** {@link IncidentStore} and {@link CertificateStore}. */
export function incidentContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);
  const store = () => fresh().storage.incidents;
  const build = (overrides: Partial<Incident> = {}) => buildIncident({ id: fresh().newId(), ...overrides });
  const add = async (overrides: Partial<Incident> = {}): Promise<Incident> => {
    const incident = build(overrides);
    expect(await store().apply([{ incident, expectedVersion: 0 }])).toEqual(new Set([incident.id]));
    return incident;
  };
  const find = async (id: string) =>
    (await store().list({}, { limit: 500 })).items.find((incident) => incident.id === id);
  const take = (request: Partial<Parameters<Storage['incidents']['takeUntold']>[0]> = {}) =>
    store().takeUntold({
      now: 10,
      outlets: [outletOf(HOST), outletOf(ACME), outletOf(GLOBEX)],
      toldBefore: 0,
      leaseToken: 'lease',
      leaseUntil: 20,
      ...request,
    });
  const toldOf = (incident: Incident, overrides: Partial<Told> = {}): Told => ({
    teamId: 'T1',
    channelId: 'C1',
    messageId: '1.2',
    version: incident.version,
    step: incident.step,
    resolved: incident.resolvedAt !== null,
    at: 10,
    ...overrides,
  });

  it('gives back incidents of every kind as they were stored, the open ones oldest first', async () => {
    const kept: Incident[] = [];
    for (const [place, kind] of INCIDENT_KINDS.entries())
      kept.push(await add({ facts: FACTS[kind], openedAt: 100 - place, level: ACME }));
    const over = await add({ resolvedAt: 5, resolution: 'quiet' });
    expect(await store().open()).toEqual(kept.toReversed());
    expect((await store().list({}, { limit: 50 })).items).toEqual([over, ...kept.toReversed()]);
    expect((await store().list({ level: ACME, open: true }, { limit: 50 })).items).toEqual(kept.toReversed());
    expect((await store().list({ open: false }, { limit: 50 })).items).toEqual([over]);
    const page = await store().list({ level: ACME }, { limit: 2 });
    const rest = await store().list({ level: ACME }, { limit: 50, cursor: page.next ?? '' });
    expect([...page.items, ...rest.items]).toEqual(kept.toReversed());
    expect(await store().openCounts()).toEqual(Object.fromEntries(INCIDENT_KINDS.map((kind) => [kind, 1])));
  });

  it('opens the same incident once, and again when it was resolved', async () => {
    const first = await add();
    const twin = build();
    expect(await store().apply([{ incident: twin, expectedVersion: 0 }])).toEqual(new Set());
    const others = [{ level: ACME }, { subject: 'other' }, { facts: FACTS['mail-held'] }];
    for (const other of others) await add(other);
    const over = { ...first, version: 2, resolvedAt: 9, resolution: 'recovered' } as const;
    const stored = await store().apply([
      { incident: over, expectedVersion: 1 },
      { incident: twin, expectedVersion: 0 },
    ]);
    expect(stored).toEqual(new Set([first.id, twin.id]));
    expect(await find(first.id)).toEqual(over);
  });

  it('changes an incident from the version that it was made from, and no other', async () => {
    const incident = await add();
    const next = { ...incident, version: 2, count: 7, step: 1, updatedAt: 9 };
    const answers = await Promise.all([
      store().apply([{ incident: next, expectedVersion: 1 }]),
      store().apply([{ incident: { ...next, count: 8 }, expectedVersion: 1 }]),
    ]);
    expect(answers.map(({ size }) => size).toSorted()).toEqual([0, 1]);
    expect(await store().apply([{ incident: build({ version: 2 }), expectedVersion: 1 }])).toEqual(new Set());
    expect((await find(incident.id))?.version).toBe(2);
  });

  it('gives what is to be told to one taker at a time, one a level, the longest unchanged first', async () => {
    const young = await add({ updatedAt: 2 });
    const old = await add({ subject: 'other', updatedAt: 1 });
    const acme = await add({ level: ACME });
    await add({ level: organizationLevel('without a channel') });
    const taken = (await Promise.all([take(), take({ leaseToken: 'other' })])).map((one) =>
      one.map(({ id }) => id).toSorted(),
    );
    expect(taken.flat().toSorted()).toEqual([old.id, young.id, acme.id].toSorted());
    expect(taken.map((one) => one.length).toSorted()).toEqual([1, 2]);
    expect(await take({ now: 19 })).toEqual([]);
    expect((await take({ now: 20, leaseUntil: 30 })).map(({ id }) => id).toSorted()).toEqual(
      [old.id, acme.id].toSorted(),
    );
  });

  it('notes whom it was told to under the lease alone, and tells it again when it changes', async () => {
    const incident = await add();
    await take();
    const told = toldOf(incident);
    expect(await store().told(incident.id, 'stale', told)).toBe(false);
    expect(await store().told(incident.id, 'lease', told)).toBe(true);
    expect(await store().told(incident.id, 'lease', told)).toBe(false);
    expect(await find(incident.id)).toEqual({ ...incident, told });
    expect(await take({ now: 99 })).toEqual([]);

    const next = { ...incident, version: 2, count: 2 };
    await store().apply([{ incident: next, expectedVersion: 1 }]);
    expect(await find(incident.id)).toEqual({ ...next, told });
    expect(await take({ now: 99, toldBefore: 10 })).toEqual([]);
    expect(await take({ now: 99, toldBefore: 11 })).toEqual([{ ...next, told }]);
  });

  it('keeps an incident from everybody while it is put off, unless the lease was lost', async () => {
    const incident = await add();
    await take();
    await store().postpone(incident.id, 'stale', 15);
    expect(await take({ now: 15 })).toEqual([]);
    await store().postpone(incident.id, 'lease', 40);
    expect(await take({ now: 39 })).toEqual([]);
    expect(await store().told(incident.id, 'lease', toldOf(incident))).toBe(false);
    expect(await take({ now: 40, leaseUntil: 50 })).toEqual([incident]);
  });

  it('forgets what was resolved before a time', async () => {
    const kept = [await add(), await add({ resolvedAt: 7, resolution: 'changed' })];
    await add({ resolvedAt: 6, resolution: 'changed' });
    expect(await store().purge(7)).toBe(1);
    expect((await store().list({}, { limit: 50 })).items).toEqual(kept.toReversed());
  });

  it('remembers one certificate a level, the last one seen', async () => {
    const { certificates } = fresh().storage;
    const seen = { level: ACME, server: 'x:465', validUntil: 9, seenAt: 1 };
    await certificates.remember(seen);
    await certificates.remember({ ...seen, level: HOST });
    await certificates.remember({ ...seen, server: 'y:465', seenAt: 2 });
    expect(await certificates.list()).toEqual([
      { ...seen, level: HOST },
      { ...seen, server: 'y:465', seenAt: 2 },
    ]);
  });

  it('is no configuration', async () => {
    const { storage } = fresh();
    const before = await storage.configurationVersion();
    const { id } = await add();
    await take();
    await store().postpone(id, 'lease', 1);
    await store().purge(9);
    await storage.certificates.remember({ level: HOST, server: 'x:1', validUntil: 1, seenAt: 1 });
    expect(await storage.configurationVersion()).toBe(before);
  });
}
