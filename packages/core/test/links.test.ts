import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Roles } from '../src/access/actor.ts';
import { createMemoryStorage } from '../src/adapters/storage/memory/index.ts';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { DAY, MINUTE } from '../src/kernel/clock.ts';
import { HOST, type Level } from '../src/kernel/level.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { Secret } from '../src/kernel/secret.ts';
import { arrivalTime } from '../src/links/arrival-time.ts';
import { confirmArrival } from '../src/links/confirm-arrival.ts';
import { createArrivalLink } from '../src/links/create-arrival-link.ts';
import { createSecretLink, SECRET_LINK_LIFETIME } from '../src/links/create-secret-link.ts';
import type { LinkDeps } from '../src/links/link-deps.ts';
import { linkPath } from '../src/links/link-path.ts';
import { openLink } from '../src/links/open-link.ts';
import { submitSecret } from '../src/links/submit-secret.ts';
import { takeUsedLinks } from '../src/links/take-used-links.ts';
import { forgetOld } from '../src/intake/forget-old.ts';
import { updateLinkReply } from '../src/links/update-link-reply.ts';
import { changePolicy } from '../src/settings/change-policy.ts';
import { changeSettings } from '../src/settings/change-settings.ts';
import { viewSettings } from '../src/settings/view-settings.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../src/testing/build-organization.ts';
import { createFakeSealer } from '../src/testing/fake-sealer.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { ACME, organizationAdministrator, ROOT } from '../src/testing/settings-fixture.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';

const files = useDatabaseFiles();
const BACKENDS: Readonly<Record<string, (clock: FakeClock) => Promise<Storage>>> = {
  memory: async () => createMemoryStorage(),
  sqlite: async (clock) => openSqliteStorage({ path: await files.emptyDatabase(), clock }),
};
const PASSWORD = new Secret('correct horse battery staple');
const ADMINISTRATOR = organizationAdministrator('acme');
const ROLES: Roles = { systemAdministrator: false, organizationIds: ['acme'] };

/** Acme with a server of its own that wants a password, and what the use cases need. */
async function startHouse(open: (clock: FakeClock) => Promise<Storage>) {
  const clock = new FakeClock();
  const storage = await open(clock);
  onTestFinished(() => storage.close());
  const newId = sequentialIds();
  let roles = ROLES;
  const deps: Omit<LinkDeps, 'storage'> & { readonly storage: Storage } = {
    storage,
    clock,
    newId,
    sealer: createFakeSealer(),
    random: (bytes) => randomBytes(bytes),
    rolesNow: async () => roles,
  };
  const acme = buildOrganization({ id: 'acme', name: 'Acme SA' });
  await storage.organizations.add(acme, buildAuditEntry(newId));
  const set = (level: Level, values: Readonly<Record<string, unknown>>) =>
    changeSettings(deps, ROOT, { level, set: values });
  await set(ACME, {
    smtpHost: 'smtp.acme.example',
    smtpUsername: 'robots',
    defaultFromAddress: 'robots@acme.example',
  });
  return {
    deps,
    clock,
    set,
    setRoles: (next: Roles) => (roles = next),
    link: (reply: Secret | null = null) =>
      createSecretLink(deps, ADMINISTRATOR, { level: ACME, field: 'smtp-password', language: 'fr', reply }),
    secretNow: async () => {
      const { active, draft } = await viewSettings(deps, ROOT, { level: ACME });
      return (draft?.revision ?? active)?.secrets.smtpPassword ?? 'not-set';
    },
    audited: async () => {
      const { items } = await storage.audit.list({}, { limit: 50 });
      return items.map(
        ({ action, actor }) => `${action} ${actor.kind === 'slack' ? actor.userId : actor.kind}`,
      );
    },
  };
}

describe.each(Object.entries(BACKENDS))('a link to enter a secret, over %s', (_name, open) => {
  it('shows what it is for, and saves the secret once, as the person who asked for it', async () => {
    const { deps, link, secretNow, audited } = await startHouse(open);
    const { token } = await link();
    expect(linkPath(token)).toMatch(/^\/links\/[\w-]{43}$/);
    expect(String(token)).toBe('[secret]');
    expect(await openLink(deps, token)).toEqual({
      kind: 'secret',
      language: 'fr',
      levelName: 'Acme SA',
      key: 'smtpPassword',
      server: 'smtp.acme.example',
      username: 'robots',
      outdated: false,
    });
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toMatchObject({ outcome: 'saved' });
    expect(await secretNow()).toBe('sealed');
    expect((await audited()).slice(0, 2).toSorted()).toEqual(['link.used U1', 'settings.activated U1']);
    expect(await openLink(deps, token)).toEqual({ kind: 'not-open' });
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toEqual({ outcome: 'not-open' });
  });

  it('saves once when the form is sent twice at the same time', async () => {
    const { deps, link, audited } = await startHouse(open);
    const { token } = await link();
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((text) => submitSecret(deps, { token, secret: new Secret(text) })),
    );
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['not-open', 'not-open', 'saved']);
    expect((await audited()).filter((line) => line.startsWith('link.used'))).toHaveLength(1);
    expect((await viewSettings(deps, ROOT, { level: ACME })).head).toBe(2);
  });

  it('keeps nothing of the token and the secret in the clear', async () => {
    const { deps, link } = await startHouse(open);
    const { token } = await link(new Secret('the way back'));
    expect(await deps.storage.links.findByTokenHash(token.expose())).toBeNull();
    await submitSecret(deps, { token, secret: PASSWORD });
    const [used] = await deps.storage.links.takeUsed({ now: deps.clock.now(), leaseUntil: 0, limit: 1 });
    const { items } = await deps.storage.audit.list({}, { limit: 50 });
    const kept = JSON.stringify([used, items]);
    expect(kept).not.toContain(token.expose());
    expect(kept).not.toContain('the way back');
    expect(kept).not.toContain(PASSWORD.expose());
  });

  it('ends after ten minutes, and looks as if it had never been', async () => {
    const { deps, clock, link, secretNow } = await startHouse(open);
    const { token } = await link();
    clock.advance(SECRET_LINK_LIFETIME);
    const stranger = new Secret('A'.repeat(43));
    for (const one of [token, stranger, new Secret('no token'), new Secret('')]) {
      expect(await openLink(deps, one)).toEqual({ kind: 'not-open' });
      expect(await submitSecret(deps, { token: one, secret: PASSWORD })).toEqual({ outcome: 'not-open' });
    }
    expect(await secretNow()).toBe('not-set');
  });

  it('ends when the same person asks for another, and not when somebody else does', async () => {
    const { deps, link } = await startHouse(open);
    const [first, second] = [await link(), await link()];
    await createSecretLink(deps, ROOT, { level: ACME, field: 'SMTP_PASSWORD', language: 'en', reply: null });
    expect(await openLink(deps, first.token)).toEqual({ kind: 'not-open' });
    expect(await openLink(deps, second.token)).toMatchObject({ kind: 'secret' });
  });

  it('stays open for a value that cannot be a secret, and says what is wrong with it', async () => {
    const { deps, link } = await startHouse(open);
    const { token } = await link();
    for (const [text, fault] of [
      ['', 'empty'],
      ['••••••', 'masked'],
      ['two\nlines', 'control-character'],
      ['x'.repeat(8_193), 'too-long'],
    ] as const)
      expect(await submitSecret(deps, { token, secret: new Secret(text) })).toMatchObject({
        outcome: 'invalid',
        fault,
      });
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toMatchObject({ outcome: 'saved' });
  });

  it('saves nothing for settings that are not those the person saw any more', async () => {
    const { deps, set, link, secretNow } = await startHouse(open);
    const { token } = await link();
    await set(ACME, { smtpHost: 'other.example' });
    expect(await openLink(deps, token)).toMatchObject({ kind: 'secret', outdated: true });
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toMatchObject({ outcome: 'conflict' });
    expect(await secretNow()).toBe('not-set');
  });

  it('saves nothing for a person whose rights were taken away meanwhile', async () => {
    const { deps, link, setRoles, secretNow } = await startHouse(open);
    const { token } = await link();
    setRoles({ systemAdministrator: false, organizationIds: ['globex'] });
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toMatchObject({ outcome: 'not-allowed' });
    expect(await secretNow()).toBe('not-set');
    setRoles(ROLES);
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toMatchObject({ outcome: 'saved' });
  });

  it('saves nothing against a lock that is newer than the link', async () => {
    const { deps, link, secretNow } = await startHouse(open);
    const { token } = await link();
    await changePolicy(deps, ROOT, { lock: ['smtp-host'] });
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toMatchObject({ outcome: 'refused' });
    expect(await secretNow()).toBe('not-set');
  });

  it('waits for its test when something sends already', async () => {
    const { deps, set, link } = await startHouse(open);
    await set(ACME, { smtpPassword: new Secret('the one before') });
    const { token } = await link();
    const answer = await submitSecret(deps, { token, secret: PASSWORD });
    expect(answer).toMatchObject({ outcome: 'saved', drafted: true });
  });
});

describe('a link to enter a secret', () => {
  const open = async () => createMemoryStorage();

  it('is made for nothing that could not be saved', async () => {
    const { deps, link } = await startHouse(open);
    const make = (level: Level, field: string, actor = ROOT) =>
      createSecretLink(deps, actor, { level, field, language: 'en', reply: null });
    await expect(make(ACME, 'smtp-pasword')).rejects.toThrow(/Did you mean smtp-password/);
    await expect(make(ACME, 'smtp-port')).rejects.toThrow(/smtp-port: It is no secret/);
    await expect(make(HOST, 'smtp-password')).rejects.toThrow(/Set smtp-host in the same change/);
    await expect(make(ACME, 'oauth-client-secret')).rejects.toThrow(/authentication=oauth2/);
    await expect(make(HOST, 'smtp-password', ADMINISTRATOR)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      make({ kind: 'organization', organizationId: 'nobody' }, 'smtp-password'),
    ).rejects.toMatchObject({ code: 'not-found' });
    await changePolicy(deps, ROOT, { lock: ['smtp-port'] });
    await expect(link()).rejects.toThrow(/The host has locked/);
  });
});

describe('a used link', () => {
  const open = async () => createMemoryStorage();

  it('is given to the app with the way back to the person, until that was told', async () => {
    const { deps, clock, link } = await startHouse(open);
    const { token } = await link(new Secret('where Ada is'));
    const take = () => takeUsedLinks({ ...deps, logger: silentLogger });
    expect(await take()).toEqual([]);
    await submitSecret(deps, { token, secret: PASSWORD });
    const [used] = await take();
    expect(used).toMatchObject({ level: ACME, purpose: { kind: 'secret' }, usedAt: clock.now() });
    expect(used?.reply?.expose()).toBe('where Ada is');
    expect(await take()).toEqual([]);
    clock.advance(5 * MINUTE);
    expect(await take()).toHaveLength(1);
    await deps.storage.links.answered(used?.id ?? '');
    clock.advance(5 * MINUTE);
    expect(await take()).toEqual([]);
  });

  it('is given without the way back when the key for that is gone', async () => {
    const { deps, link } = await startHouse(open);
    const { token } = await link(new Secret('where Ada is'));
    await submitSecret(deps, { token, secret: PASSWORD });
    const sealer = createFakeSealer(['key-2']);
    expect(await takeUsedLinks({ ...deps, sealer, logger: silentLogger })).toMatchObject([{ reply: null }]);
  });
});

describe.each(Object.entries(BACKENDS))('the link of a test mail, over %s', (_name, open) => {
  const arrival = (deps: LinkDeps) =>
    createArrivalLink(deps, ADMINISTRATOR, {
      level: ACME,
      messageId: 'm1@acme.example',
      revision: { level: ACME, number: 1 },
      language: 'fr',
      reply: new Secret('at first'),
    });

  it('says once that it has arrived, and tells whoever waits', async () => {
    const { deps, clock, audited } = await startHouse(open);
    const { id, token } = await arrival(deps);
    await updateLinkReply(deps, { id, reply: new Secret('the message to change') });
    expect(await openLink(deps, token)).toEqual({ kind: 'arrival', language: 'fr', levelName: 'Acme SA' });
    clock.advance(42_000);
    const answers = await Promise.all([confirmArrival(deps, token), confirmArrival(deps, token)]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['confirmed', 'not-open']);
    const [used] = await takeUsedLinks({ ...deps, logger: silentLogger });
    expect((used?.usedAt ?? 0) - (used?.createdAt ?? 0)).toBe(42_000);
    expect(used?.reply?.expose()).toBe('the message to change');
    expect((await audited())[0]).toBe('link.used U1');
  });

  it('is remembered by the revision that was tested, unless that is not the person’s own', async () => {
    const { deps, clock, set } = await startHouse(open);
    const arrivedAt = async (level: Level) => (await deps.storage.settings.findRevision(level, 1))?.arrivedAt;
    await set(HOST, { smtpHost: 'relay.example.com' });
    const { token } = await arrival(deps);
    expect(await arrivalTime(deps, token)).toBeNull();
    clock.advance(7_000);
    await confirmArrival(deps, token);
    expect(await arrivedAt(ACME)).toBe(clock.now());
    expect(await arrivalTime(deps, token)).toBe(clock.now());
    const inherited = await createArrivalLink(deps, ADMINISTRATOR, {
      level: ACME,
      messageId: 'm2@acme.example',
      revision: { level: HOST, number: 1 },
      language: 'en',
      reply: null,
    });
    expect(await confirmArrival(deps, inherited.token)).toMatchObject({ outcome: 'confirmed' });
    expect(await arrivedAt(HOST)).toBeNull();
    expect(await takeUsedLinks({ ...deps, logger: silentLogger })).toHaveLength(1);
  });

  it('is no way to enter a secret, nor the other way round', async () => {
    const { deps, link, secretNow } = await startHouse(open);
    const { token } = await arrival(deps);
    expect(await submitSecret(deps, { token, secret: PASSWORD })).toEqual({ outcome: 'not-open' });
    expect(await confirmArrival(deps, (await link()).token)).toEqual({ outcome: 'not-open' });
    expect(await secretNow()).toBe('not-set');
  });

  it('is forgotten a day after its end', async () => {
    const { deps, clock } = await startHouse(open);
    const { token } = await arrival(deps);
    const hash = createHash('sha256').update(token.expose()).digest('hex');
    const found = () => deps.storage.links.findByTokenHash(hash);
    const keep = { events: 400, quarantine: 400, reports: 400 };
    const goOn = () => Promise.resolve(true);
    const forget = () => forgetOld({ ...deps, goOn }, { kind: 'system', name: 'test' }, keep);
    clock.advance(8 * DAY);
    expect(await forget()).toMatchObject({ links: 0 });
    expect(await found()).not.toBeNull();
    clock.advance(1);
    expect(await forget()).toMatchObject({ links: 1 });
    expect(await found()).toBeNull();
  });
});
