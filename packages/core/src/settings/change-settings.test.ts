import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../kernel/errors.ts';
import { HOST } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import {
  ACME,
  organizationAdministrator,
  ROOT,
  startSettings,
  startSettingsWithHost,
  type SettingsFixture,
} from '../testing/settings-fixture.ts';
import { activateDraft } from './activate-draft.ts';
import { changeSettings } from './change-settings.ts';
import { recordTest } from './record-test.ts';
import { viewSettings } from './view-settings.ts';

async function refusal(change: Promise<unknown>): Promise<AppError> {
  const error: unknown = await change.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error('it was not refused', { cause: error });
}

describe('the first connection of a level where nothing could send', () => {
  it('becomes active at once, with sender fields in the same revision, and says so', async () => {
    const { set, storage } = startSettings();
    const change = await set(HOST, {
      'smtp-host': '127.0.0.1',
      'smtp-port': '2525',
      'secure-connection': 'off',
      'use-default-credentials': 'on',
      'default-from-address': 'robots@platform.example',
    });
    expect(change).toMatchObject({
      outcome: 'saved',
      activated: 'nothing-else-could-send',
      active: { number: 1, state: 'active', author: 'command-line:root', test: null, note: 'set' },
      draft: null,
      drafted: false,
      gaps: [],
      warnings: [],
    });
    expect((await storage.settings.load(HOST)).draft).toBeNull();
  });

  it('says what is still missing', async () => {
    const { set } = startSettings();
    expect(await set(HOST, { 'smtp-host': 'smtp.gmail.com', 'smtp-username': 'a@gmail.com' })).toMatchObject({
      activated: 'nothing-else-could-send',
      gaps: ['no-password', 'no-from'],
    });
  });

  it('takes a draft that was waiting along', async () => {
    const fixture = await startSettingsWithHost();
    await fixture.set(HOST, { 'smtp-host': 'new.example.com', 'max-connections': '3' });
    // The active relay stops being usable: nothing is left to protect.
    await fixture.storage.settings.save({
      level: HOST,
      expectedHead: 2,
      revisions: [
        {
          ...(await fixture.storage.settings.findRevision(HOST, 1))!,
          id: 'broken',
          number: 3,
          layer: { values: {}, secrets: {} },
        },
      ],
      dropDraft: false,
      releaseHeld: false,
      audit: [],
      now: 0,
    });
    const change = await fixture.set(HOST, { 'smtp-port': '2525' });
    expect(change).toMatchObject({
      activated: 'nothing-else-could-send',
      active: { number: 4, values: { smtpHost: 'new.example.com', smtpPort: 2525, maxConnections: 3 } },
      draft: null,
    });
  });
});

describe('a change of a level that can send', () => {
  let fixture: SettingsFixture;
  beforeEach(async () => {
    fixture = await startSettingsWithHost();
  });

  it('of the sender applies at once and keeps the connection’s test', async () => {
    const { storage, set } = fixture;
    await recordTest(fixture, ROOT, { level: HOST, number: 1, outcome: 'passed', reason: null });
    const { test } = (await storage.settings.load(HOST)).active!;
    expect(await set(HOST, { 'default-from-display-name': 'Robots' })).toMatchObject({
      active: {
        number: 2,
        test,
        values: { defaultFromDisplayName: 'Robots', smtpHost: 'relay.example.com' },
      },
      activated: 'sender-fields',
      draft: null,
    });
  });

  it('of the connection makes a draft, and the active one keeps sending', async () => {
    const { storage, set } = fixture;
    expect(await set(HOST, { 'smtp-host': 'new.example.com' })).toMatchObject({
      active: null,
      activated: null,
      drafted: true,
      draft: { number: 2, state: 'draft', values: { smtpHost: 'new.example.com' } },
    });
    expect((await storage.settings.load(HOST)).active?.layer.values.smtpHost).toBe('relay.example.com');
  });

  it('of both applies the sender at once and drafts the connection on top of it', async () => {
    const change = await fixture.set(HOST, { 'smtp-host': 'new.example.com', 'reply-to': 'rpa@example.com' });
    expect(change).toMatchObject({
      active: { number: 2, values: { smtpHost: 'relay.example.com', replyTo: 'rpa@example.com' } },
      draft: { number: 3, values: { smtpHost: 'new.example.com', replyTo: 'rpa@example.com' } },
      activated: 'sender-fields',
      drafted: true,
    });
  });

  it('of the sender carries a waiting draft over, with its test', async () => {
    const { storage, set } = fixture;
    await set(HOST, { 'smtp-host': 'new.example.com' });
    await recordTest(fixture, ROOT, { level: HOST, number: 2, outcome: 'failed', reason: 'timeout' });
    const { test } = (await storage.settings.load(HOST)).draft!;
    expect(await set(HOST, { 'reply-to': 'rpa@example.com' })).toMatchObject({
      active: { number: 3, values: { smtpHost: 'relay.example.com', replyTo: 'rpa@example.com' } },
      draft: { number: 4, test, values: { smtpHost: 'new.example.com', replyTo: 'rpa@example.com' } },
      drafted: false,
    });
  });

  it('of the connection goes on from the draft there is', async () => {
    const { set } = fixture;
    await set(HOST, { 'smtp-host': 'new.example.com' });
    expect(await set(HOST, { 'smtp-port': '2525' })).toMatchObject({
      draft: { number: 3, test: null, values: { smtpHost: 'new.example.com', smtpPort: 2525 } },
    });
  });

  it('that changes nothing saves nothing', async () => {
    const { set, storage } = fixture;
    const before = (await storage.audit.list({}, { limit: 10 })).items.length;
    expect(await set(HOST, { 'smtp-host': 'relay.example.com' }, ['reply-to'])).toEqual({
      outcome: 'unchanged',
    });
    expect((await storage.settings.load(HOST)).head).toBe(1);
    expect((await storage.audit.list({}, { limit: 10 })).items.length).toBe(before);
  });

  it('of an organization’s own server waits for its test while the host’s relay sends', async () => {
    expect(await fixture.set(ACME, { 'smtp-host': 'smtp.acme.example' })).toMatchObject({
      active: null,
      drafted: true,
      draft: { number: 1, level: ACME },
    });
    const view = await viewSettings(fixture, ROOT, { level: ACME });
    expect(view.effective.connectionOrigin).toBe('host');
    expect(view.draft?.effective.connectionOrigin).toBe('organization');
  });

  it('and edit then unset returns to what was before', async () => {
    const { set, storage } = fixture;
    const before = (await storage.settings.load(HOST)).active!.layer;
    await set(HOST, { 'reply-to': 'rpa@example.com', 'client-name': 'x.example' });
    await set(HOST, {}, ['reply-to', 'client-name']);
    const { active, draft } = await storage.settings.load(HOST);
    expect(active!.layer).toEqual(before);
    expect(draft!.layer).toEqual(before);
  });
});

describe('a refused change', () => {
  it('tells faults of values and of rules together, and changes nothing', async () => {
    const { set, storage } = await startSettingsWithHost();
    const error = await refusal(
      set(ACME, { 'smtp-port': '25', 'max-connections': '0', 'default-from-address': 'a@b\r\n' }),
    );
    expect(error.code).toBe('input-invalid');
    expect(error.issues.map(({ path }) => path)).toEqual([
      'max-connections',
      'default-from-address',
      'smtp-host',
    ]);
    expect(error.message).toMatch(/^The settings were not changed\. max-connections: /);
    expect((await storage.settings.load(ACME)).head).toBe(0);
  });

  it('does not tell rules about a value that could not be read', async () => {
    const { set } = await startSettingsWithHost();
    const error = await refusal(set(ACME, { 'smtp-host': 'smtp://smtp.acme.example', 'smtp-port': '25' }));
    expect(error.issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/name of the server alone/),
    ]);
  });

  it('by a rule alone is refused, not invalid', async () => {
    const { set } = await startSettingsWithHost();
    const error = await refusal(set(HOST, { 'use-default-credentials': 'on', 'smtp-username': 'u' }));
    expect(error.code).toBe('refused');
  });

  it('with nothing in it says so', async () => {
    const { set } = startSettings();
    expect((await refusal(set(HOST, {}))).code).toBe('input-invalid');
  });

  it('that only a sender’s floor forbids names the way out', async () => {
    const { set, storage } = await startSettingsWithHost();
    const policy = await storage.settings.policy();
    await storage.settings.savePolicy(
      policy,
      { ...policy, allowedFromDomains: ['example.com'] },
      { audit: [], now: 0 },
    );
    const both = { 'smtp-host': 'smtp.acme.example', 'default-from-address': 'a@acme.example' };
    // The sender would apply at once, over the host's relay.
    expect((await refusal(set(ACME, both))).message).toMatch(/first make a server of your own active/);
  });
});

describe('secrets', () => {
  it('are sealed for the server they are entered for, and never come back', async () => {
    const { set, storage, sealer } = await startSettingsWithHost();
    const change = await set(HOST, { 'smtp-username': 'u', 'smtp-password': new Secret('hunter2') });
    expect(change).toMatchObject({ draft: { secrets: { smtpPassword: 'sealed' } } });
    const stored = (await storage.settings.load(HOST)).draft!.layer.secrets.smtpPassword!;
    if (stored.kind !== 'sealed') throw new Error('not sealed');
    const place = 'settings-secret/1 ["host","smtpPassword","relay.example.com",587,true,"u",null,null,null]';
    expect(sealer.open(stored, place).expose()).toBe('hunter2');
    const shown = JSON.stringify([
      change,
      await viewSettings({ storage }, ROOT, { level: HOST }),
      await storage.audit.list({}, { limit: 99 }),
    ]);
    expect(shown).not.toContain('hunter2');
    expect(shown).not.toContain(stored.box);
  });

  it('must be entered again when the server changes, whoever holds the draft', async () => {
    const { set } = await startSettingsWithHost();
    await set(HOST, { 'smtp-username': 'u', 'smtp-password': new Secret('hunter2') });
    const error = await refusal(set(HOST, { 'smtp-host': 'evil.example' }));
    expect(error.message).toMatch(/smtp-password was entered for another connection: smtp-host is different/);
  });

  it('may be references for those who administer the system alone', async () => {
    const fixture = await startSettingsWithHost();
    const set = {
      'smtp-host': 'smtp.acme.example',
      'smtp-username': 'u',
      'smtp-password': { reference: 'env:ACME_SMTP' },
    };
    const error = await refusal(
      changeSettings(fixture, organizationAdministrator('acme'), { level: ACME, set }),
    );
    expect(error.code).toBe('not-allowed');
    expect(error.message).toMatch(/for system administrators/);
    expect(await fixture.set(ACME, set)).toMatchObject({
      draft: { secrets: { smtpPassword: { reference: 'env:ACME_SMTP' } } },
    });
    const moved = changeSettings(fixture, organizationAdministrator('acme'), {
      level: ACME,
      set: { 'smtp-host': 'evil.example' },
    });
    expect((await refusal(moved)).message).toMatch(/smtp-password was entered for another connection/);
  });
});

describe('who may change', () => {
  it.each([
    ['an administrator of another organization', organizationAdministrator('other'), ACME],
    ['an organization’s administrator at the host', organizationAdministrator('acme'), HOST],
  ])('not %s', async (_who, actor, level) => {
    const fixture = await startSettingsWithHost();
    const change = changeSettings(fixture, actor, { level, set: { 'reply-to': 'a@b.example' } });
    expect((await refusal(change)).code).toBe('not-allowed');
  });
});

describe('two people at once', () => {
  it('the second is told who saved what, and nothing is lost', async () => {
    const fixture = await startSettingsWithHost();
    const change = (text: string): Promise<unknown> =>
      changeSettings(fixture, ROOT, { level: HOST, set: { 'default-from-display-name': text } });
    const results = await Promise.allSettled([change('one'), change('two')]);
    const rejected = results.filter((result) => result.status === 'rejected');
    expect(rejected.map(({ reason }) => (reason as AppError).message)).toEqual([
      'command-line:root saved revision 2 meanwhile. Nothing was changed. Look at it, then make your change again.',
    ]);
    expect((await fixture.storage.settings.load(HOST)).head).toBe(2);
  });

  it('a draft that is activated in between is not undone by a change of the sender', async () => {
    const fixture = await startSettingsWithHost();
    await fixture.set(HOST, { 'smtp-host': 'new.example.com' });
    const { settings } = fixture.storage;
    const storage = {
      ...fixture.storage,
      settings: {
        ...settings,
        async save(change: Parameters<typeof settings.save>[0]) {
          await activateDraft(fixture, ROOT, { level: HOST, anyway: true });
          return settings.save(change);
        },
      },
    };
    const change = changeSettings({ ...fixture, storage }, ROOT, {
      level: HOST,
      set: { 'reply-to': 'a@example.com' },
    });
    expect((await refusal(change)).code).toBe('conflict');
    expect((await settings.load(HOST)).active?.layer.values.smtpHost).toBe('new.example.com');
  });

  it('a form that was opened before somebody else’s change is refused', async () => {
    const fixture = await startSettingsWithHost();
    const { head } = await viewSettings(fixture, ROOT, { level: HOST });
    await fixture.set(HOST, { 'reply-to': 'a@example.com' });
    const stale = changeSettings(fixture, ROOT, {
      level: HOST,
      set: { 'reply-to': 'b@example.com' },
      expectedHead: head,
    });
    expect((await refusal(stale)).code).toBe('conflict');
  });
});

describe('the audit log', () => {
  it('has who, level, revision, and before and after field by field', async () => {
    const fixture = await startSettingsWithHost();
    await fixture.set(HOST, {
      'smtp-port': '2525',
      'reply-to': 'a@example.com',
      'smtp-username': 'u',
      'smtp-password': new Secret('hunter2'),
    });
    const { items } = await fixture.storage.audit.list({}, { limit: 2 });
    const { active, draft } = await fixture.storage.settings.load(HOST);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'settings.activated',
          actor: ROOT,
          level: HOST,
          subject: active!.id,
          changes: [{ field: 'replyTo', before: null, after: 'a@example.com' }],
        }),
        expect.objectContaining({
          action: 'settings.drafted',
          subject: draft!.id,
          changes: [
            { field: 'smtpPort', before: null, after: 2525 },
            { field: 'smtpUsername', before: null, after: 'u' },
            { field: 'smtpPassword', before: null, after: 'set' },
          ],
        }),
      ]),
    );
  });
});
