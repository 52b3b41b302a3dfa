import { expect, it } from 'vitest';
import { HOST, organizationLevel } from '../../../src/kernel/level.ts';
import {
  EMPTY_LAYER,
  OPEN_POLICY,
  type HostPolicy,
  type Layer,
  type Revision,
  type StoredSecret,
} from '../../../src/settings/mail-settings.ts';
import type { Storage } from '../../../src/storage.ts';
import { buildAuditEntry } from '../../../src/testing/build-audit-entry.ts';
import { buildRevision } from '../../../src/testing/build-revision.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';
import { useStorage } from './use-storage.ts';

const ACME = organizationLevel('acme');
const EVERYTHING = { limit: 500 };

/** Every field there is, so that a codec that forgets one fails. */
const FULL_LAYER: Layer = {
  values: {
    smtpHost: 'smtp.acme.example',
    smtpPort: 465,
    secureConnection: true,
    useDefaultCredentials: false,
    authentication: 'oauth2',
    smtpUsername: 'robots',
    smtpDomain: 'ACME',
    oauthClientId: 'client',
    oauthTenant: 'tenant',
    oauthTokenUrl: 'https://login.acme.example/token',
    oauthGrant: 'client-credentials',
    oauthScope: 'mail.send',
    caCertificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    clientName: 'postern.acme.example',
    connectTimeout: 10_000,
    maxConnections: 5,
    maxMessagesPerMinute: 0,
    defaultFromAddress: 'robots@acme.example',
    defaultFromDisplayName: 'Les robots d’Acme 🤖',
    replyTo: 'help@acme.example',
  },
  secrets: {
    smtpPassword: { kind: 'sealed', keyId: 'k1', box: 'Ym94' },
    oauthClientSecret: { kind: 'reference', reference: 'env:CLIENT_SECRET' },
    oauthRefreshToken: { kind: 'sealed', keyId: 'k2', box: 'Ym94Mg==' },
  },
};

type Save = Parameters<Storage['settings']['save']>[0];

/** {@link SettingsStore}: revisions, policy and resealing. */
export function settingsContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  const revision = (number: number, overrides: Partial<Revision> = {}) =>
    buildRevision(fresh().newId, { number, ...overrides });
  const save = (revisions: readonly Revision[], overrides: Partial<Save> = {}) => {
    const { storage, newId } = fresh();
    return storage.settings.save({
      level: HOST,
      expectedHead: (revisions[0]?.number ?? 1) - 1,
      revisions,
      dropDraft: false,
      releaseHeld: false,
      audit: [buildAuditEntry(newId)],
      now: FAKE_START,
      ...overrides,
    });
  };
  const statesOf = async (level = HOST) => {
    const { items } = await fresh().storage.settings.history(level, EVERYTHING);
    return Object.fromEntries(items.map(({ number, state }) => [number, state]));
  };
  const auditCount = async () => (await fresh().storage.audit.list({}, EVERYTHING)).items.length;

  it('has nothing for a level that set nothing', async () => {
    const { storage } = fresh();
    expect(await storage.settings.load(ACME)).toEqual({ active: null, draft: null, head: 0 });
    expect(await storage.settings.history(ACME, EVERYTHING)).toEqual({ items: [], next: null });
    expect(await storage.settings.findRevision(ACME, 1)).toBeNull();
  });

  it('gives back a revision as it was saved, every field and secret of it', async () => {
    const { storage } = fresh();
    const full = revision(1, {
      level: ACME,
      layer: FULL_LAYER,
      author: 'slack:T1/U2',
      note: 'import',
      test: { outcome: 'failed', at: FAKE_START, reason: 'authentication-failed' },
    });
    const empty = revision(2, { level: ACME, layer: EMPTY_LAYER, note: 'reset' });
    expect(await save([full, empty], { level: ACME })).toBe('saved');
    expect(await storage.settings.findRevision(ACME, 1)).toEqual({ ...full, state: 'superseded' });
    expect(await storage.settings.load(ACME)).toEqual({ active: empty, draft: null, head: 2 });
    expect(await storage.settings.load(HOST)).toEqual({ active: null, draft: null, head: 0 });
    expect(await storage.settings.findRevision(HOST, 1)).toBeNull();
  });

  it('lets a new active revision supersede the active one and leave the draft', async () => {
    await save([revision(1), revision(2, { state: 'draft' })]);
    await save([revision(3)]);
    expect(await statesOf()).toEqual({ 1: 'superseded', 2: 'draft', 3: 'active' });
  });

  it('lets a new draft supersede the draft and leave the active one', async () => {
    await save([revision(1), revision(2, { state: 'draft' })]);
    await save([revision(3, { state: 'draft' })]);
    expect(await statesOf()).toEqual({ 1: 'active', 2: 'superseded', 3: 'draft' });
  });

  it('drops the former draft when told so, not the one that comes along', async () => {
    const { storage } = fresh();
    await save([revision(1), revision(2, { state: 'draft' })]);
    await save([revision(3), revision(4, { state: 'draft' })], { dropDraft: true });
    expect(await statesOf()).toEqual({ 1: 'superseded', 2: 'superseded', 3: 'active', 4: 'draft' });
    expect(await storage.settings.load(HOST)).toMatchObject({
      active: { number: 3 },
      draft: { number: 4 },
      head: 4,
    });
  });

  it('writes nothing when somebody else saved meanwhile', async () => {
    await save([revision(1)]);
    await save([revision(2)]);
    const late = save([revision(2)], { expectedHead: 1 });
    expect(await late).toBe('conflict');
    expect(await save([revision(2)], { expectedHead: 0 })).toBe('conflict');
    expect(await statesOf()).toEqual({ 1: 'superseded', 2: 'active' });
    expect(await auditCount()).toBe(2);
  });

  it('writes nothing when the draft was activated meanwhile, which leaves the head as it is', async () => {
    const { storage } = fresh();
    expect(await save([revision(1)], { expectedActive: 'nobody' })).toBe('conflict');
    const first = revision(1);
    const draft = revision(2, { state: 'draft' });
    expect(await save([first, draft], { expectedActive: null })).toBe('saved');
    await storage.settings.activate({ level: HOST, revisionId: draft.id, audit: [], now: FAKE_START });
    expect(await save([revision(3)], { expectedActive: first.id })).toBe('conflict');
    expect(await statesOf()).toEqual({ 1: 'superseded', 2: 'active' });
    expect(await save([revision(3)], { expectedActive: draft.id })).toBe('saved');
  });

  it('lets one of two that save at the same time win', async () => {
    const answers = await Promise.all([save([revision(1)]), save([revision(1)])]);
    expect(answers.toSorted()).toEqual(['conflict', 'saved']);
    expect(await auditCount()).toBe(1);
  });

  it('refuses numbers with a gap, and writes nothing then', async () => {
    await expect(save([revision(2)], { expectedHead: 0 })).rejects.toMatchObject({ code: 'internal' });
    await expect(save([revision(1), revision(3)])).rejects.toMatchObject({ code: 'internal' });
    expect(await statesOf()).toEqual({});
    expect(await auditCount()).toBe(0);
  });

  it('writes neither change nor audit when one of the two cannot be written', async () => {
    const { newId } = fresh();
    const entry = buildAuditEntry(newId);
    await save([revision(1)], { audit: [entry] });
    await expect(save([revision(2)], { audit: [buildAuditEntry(newId), entry] })).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await statesOf()).toEqual({ 1: 'active' });
    expect(await auditCount()).toBe(1);
  });

  it('makes the draft active once, with its audit entry', async () => {
    const { storage, newId } = fresh();
    const draft = revision(2, { state: 'draft' });
    await save([revision(1), draft]);
    const activate = (revisionId: string, level = HOST) =>
      storage.settings.activate({ level, revisionId, audit: [buildAuditEntry(newId)], now: FAKE_START });
    expect(await activate('nobody')).toBe('conflict');
    expect(await activate(draft.id, ACME)).toBe('conflict');
    expect(await activate(draft.id)).toBe('activated');
    expect(await activate(draft.id)).toBe('conflict');
    expect(await statesOf()).toEqual({ 1: 'superseded', 2: 'active' });
    expect(await auditCount()).toBe(2);
  });

  it('does not make a draft active that another draft has superseded', async () => {
    const { storage } = fresh();
    const stale = revision(1, { state: 'draft' });
    await save([stale]);
    await save([revision(2, { state: 'draft' })]);
    const change = { level: HOST, revisionId: stale.id, audit: [], now: FAKE_START };
    expect(await storage.settings.activate(change)).toBe('conflict');
  });

  it('records a test with its revision', async () => {
    const { storage, newId } = fresh();
    const draft = revision(1, { state: 'draft' });
    await save([draft]);
    const test = { outcome: 'passed', at: FAKE_START + 5, reason: null } as const;
    await storage.settings.recordTest(draft.id, test, buildAuditEntry(newId, { action: 'settings.tested' }));
    expect((await storage.settings.load(HOST)).draft).toEqual({ ...draft, test });
    const unknown = storage.settings.recordTest('nobody', test, buildAuditEntry(newId));
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
    expect(await auditCount()).toBe(2);
  });

  it('gives the history newest first, page by page', async () => {
    const { storage } = fresh();
    for (let number = 1; number <= 12; number += 1) await save([revision(number)]);
    const first = await storage.settings.history(HOST, { limit: 5 });
    expect(first.items.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8]);
    await save([revision(13)]);
    const second = await storage.settings.history(HOST, { limit: 5, cursor: first.next! });
    const third = await storage.settings.history(HOST, { limit: 5, cursor: second.next! });
    expect(second.items.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3]);
    expect(third).toMatchObject({ items: [{ number: 2 }, { number: 1 }], next: null });
    const nonsense = storage.settings.history(HOST, { limit: 5, cursor: 'nonsense' });
    await expect(nonsense).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('finds the revisions that hold a secret of another key, superseded ones and drafts too', async () => {
    const { storage } = fresh();
    const sealed = (keyId: string): StoredSecret => ({ kind: 'sealed', keyId, box: 'Ym94' });
    const withSecrets = (secrets: Layer['secrets']): Layer => ({ values: {}, secrets });
    const old = revision(1, { layer: withSecrets({ smtpPassword: sealed('old') }) });
    const mixed = revision(2, {
      layer: withSecrets({ smtpPassword: sealed('new'), oauthClientSecret: sealed('old') }),
    });
    const done = revision(3, {
      layer: withSecrets({ smtpPassword: sealed('new'), oauthClientSecret: sealed('new') }),
    });
    const without = revision(4, {
      layer: withSecrets({ smtpPassword: { kind: 'reference', reference: 'env:PASSWORD' } }),
    });
    await save([old, mixed, done, without]);
    const found = async (keyId: string, limit = 10) =>
      (await storage.settings.sealedWithOtherKey(keyId, limit)).map(({ number }) => number);
    expect(await found('new')).toEqual([1, 2]);
    expect(await found('old')).toEqual([2, 3]);
    expect(await found('new', 1)).toEqual([1]);
    expect(await storage.sealingKeyIds()).toEqual(['new', 'old']);
  });

  it('reseals a revision that is still as it was read', async () => {
    const { storage } = fresh();
    const before = revision(1, { layer: FULL_LAYER });
    await save([before]);
    const layer: Layer = {
      ...FULL_LAYER,
      secrets: { smtpPassword: { kind: 'sealed', keyId: 'k3', box: 'bmV3' } },
    };
    expect(await storage.settings.reseal(before.id, EMPTY_LAYER, layer)).toBe(false);
    expect(await storage.settings.reseal('nobody', FULL_LAYER, layer)).toBe(false);
    const [read] = await storage.settings.sealedWithOtherKey('k3', 10);
    expect(await storage.settings.reseal(before.id, read!.layer, layer)).toBe(true);
    expect(await storage.settings.reseal(before.id, read!.layer, layer)).toBe(false);
    expect(await storage.settings.findRevision(HOST, 1)).toEqual({ ...before, layer });
    expect(await storage.sealingKeyIds()).toEqual(['k3']);
  });

  it('starts with a policy that imposes nothing, and changes it only from what it was', async () => {
    const { storage, newId } = fresh();
    const strict: HostPolicy = {
      locks: ['smtpHost', 'smtpPassword', 'replyTo'],
      requireSecureConnection: true,
      allowedFromDomains: ['acme.example'],
      allowedPorts: [465, 587],
      allowedServers: ['*.acme.example', '10.0.0.0/8'],
      privateNetworks: ['192.168.7.0/24'],
      fallback: true,
    };
    const savePolicy = (before: HostPolicy, after: HostPolicy) =>
      storage.settings.savePolicy(before, after, {
        audit: [buildAuditEntry(newId, { action: 'policy.changed' })],
        now: 0,
      });
    expect(await storage.settings.policy()).toEqual(OPEN_POLICY);
    expect(await savePolicy(strict, OPEN_POLICY)).toBe('conflict');
    expect(await savePolicy(OPEN_POLICY, strict)).toBe('saved');
    expect(await storage.settings.policy()).toEqual(strict);
    expect(await savePolicy(OPEN_POLICY, OPEN_POLICY)).toBe('conflict');
    expect(await savePolicy(await storage.settings.policy(), OPEN_POLICY)).toBe('saved');
    expect(await auditCount()).toBe(2);
  });
}
