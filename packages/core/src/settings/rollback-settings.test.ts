import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import {
  ACME,
  organizationAdministrator,
  ROOT,
  startSettings,
  startSettingsWithHost,
} from '../testing/settings-fixture.ts';
import { activateDraft } from './activate-draft.ts';
import { changePolicy } from './change-policy.ts';
import { loadEffectiveSettings } from './load-effective-settings.ts';
import { openConnectionSecrets } from './open-connection-secrets.ts';
import { createFakeReferences } from '../testing/fake-references.ts';
import { recordTest } from './record-test.ts';
import { resetSettings } from './reset-settings.ts';
import { rollbackSettings } from './rollback-settings.ts';
import { settingsHistory } from './settings-history.ts';

const OWN = {
  'smtp-host': 'smtp.acme.example',
  'smtp-username': 'u',
  'smtp-password': new Secret('hunter2'),
  'reply-to': 'r@acme.example',
};

describe('rolling back', () => {
  it('makes an earlier layer active again as a new revision, and drops the draft', async () => {
    const fixture = await startSettingsWithHost();
    await fixture.set(HOST, { 'reply-to': 'a@example.com' });
    await fixture.set(HOST, { 'smtp-host': 'draft.example.com' });
    expect(await rollbackSettings(fixture, ROOT, { level: HOST, number: 1 })).toMatchObject({
      outcome: 'rolled-back',
      active: { number: 4, state: 'active', note: 'rollback' },
      tested: false,
    });
    const { active, draft } = await fixture.storage.settings.load(HOST);
    expect(active?.layer).toEqual((await fixture.storage.settings.findRevision(HOST, 1))?.layer);
    expect(draft).toBeNull();
    const { items } = await fixture.storage.audit.list({}, { limit: 1 });
    expect(items[0]).toMatchObject({
      action: 'settings.rolled-back',
      changes: [
        { field: 'revision', before: 2, after: 1 },
        { field: 'replyTo', before: 'a@example.com', after: null },
      ],
    });
  });

  it('says whether the revision had passed its test', async () => {
    const fixture = await startSettingsWithHost();
    await recordTest(fixture, ROOT, { level: HOST, number: 1, outcome: 'passed', reason: null });
    await fixture.set(HOST, { 'smtp-host': 'new.example.com' });
    await activateDraft(fixture, ROOT, { level: HOST, anyway: true });
    expect(await rollbackSettings(fixture, ROOT, { level: HOST, number: 1 })).toMatchObject({
      tested: true,
      active: { test: { outcome: 'passed' } },
    });
  });

  it('to the active revision only drops the draft', async () => {
    const fixture = await startSettingsWithHost();
    expect(await rollbackSettings(fixture, ROOT, { level: HOST, number: 1 })).toEqual({
      outcome: 'unchanged',
    });
    await fixture.set(HOST, { 'smtp-host': 'draft.example.com' });
    await rollbackSettings(fixture, ROOT, { level: HOST, number: 1 });
    expect(await fixture.storage.settings.load(HOST)).toMatchObject({
      active: { number: 3, layer: { values: { smtpHost: 'relay.example.com' } } },
      draft: null,
    });
  });

  it.each([
    [9, 'not-found'],
    [2, 'refused'],
  ])('to revision %i is %s: there is none, or it is the draft', async (number, code) => {
    const fixture = await startSettingsWithHost();
    await fixture.set(HOST, { 'smtp-host': 'draft.example.com' });
    await expect(rollbackSettings(fixture, ROOT, { level: HOST, number })).rejects.toMatchObject({ code });
  });

  it('is refused when the host’s policy forbids that layer by now', async () => {
    const fixture = startSettings();
    await fixture.set(ACME, { 'smtp-host': 'smtp.acme.example', 'secure-connection': 'off' });
    await resetSettings(fixture, ROOT, { level: ACME });
    await changePolicy(fixture, ROOT, { requireSecureConnection: true });
    await expect(
      rollbackSettings(fixture, organizationAdministrator('acme'), { level: ACME, number: 1 }),
    ).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/requires secure-connection=on/) as string,
    });
  });
});

describe('resetting', () => {
  it('brings the host’s values back at once; the former override is restored by a rollback, password and all', async () => {
    const fixture = startSettings();
    await fixture.set(ACME, OWN);
    const before = (await fixture.storage.settings.load(ACME)).active!.layer;
    await fixture.set(HOST, { 'smtp-host': 'relay.example.com', 'default-from-address': 'a@example.com' });

    const reset = await resetSettings(fixture, organizationAdministrator('acme'), { level: ACME });
    expect(reset).toMatchObject({ outcome: 'reset', former: 1, active: { values: {}, secrets: {} } });
    const inherited = await loadEffectiveSettings(fixture.storage.settings, ACME, 'active');
    expect(inherited).toMatchObject({ connectionOrigin: 'host', usable: { ok: true } });

    await rollbackSettings(fixture, organizationAdministrator('acme'), { level: ACME, number: 1 });
    expect((await fixture.storage.settings.load(ACME)).active!.layer).toEqual(before);
    const own = await loadEffectiveSettings(fixture.storage.settings, ACME, 'active');
    if (own?.usable.ok !== true) throw new Error('not usable');
    const opened = await openConnectionSecrets(
      { sealer: fixture.sealer, references: createFakeReferences() },
      own.usable.connection,
    );
    expect(opened.ok && opened.secrets.smtpPassword?.expose()).toBe('hunter2');
  });

  it('of the connection alone keeps the sender', async () => {
    const fixture = startSettings();
    await fixture.set(ACME, OWN);
    expect(await resetSettings(fixture, ROOT, { level: ACME, what: 'connection' })).toMatchObject({
      active: { values: { replyTo: 'r@acme.example' }, secrets: {} },
    });
  });

  it('drops a draft, and does nothing where nothing is set', async () => {
    const fixture = await startSettingsWithHost();
    expect(await resetSettings(fixture, ROOT, { level: ACME })).toEqual({ outcome: 'unchanged' });
    await fixture.set(ACME, { 'smtp-host': 'smtp.acme.example' });
    expect(await resetSettings(fixture, ROOT, { level: ACME })).toMatchObject({ former: null });
    expect((await fixture.storage.settings.load(ACME)).draft).toBeNull();
  });

  it('of the host must be confirmed, since every organization that inherits would lose it', async () => {
    const fixture = await startSettingsWithHost();
    await expect(resetSettings(fixture, ROOT, { level: HOST })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/every organization that inherits.*Confirm/) as string,
    });
    expect(await resetSettings(fixture, ROOT, { level: HOST, confirmed: true })).toMatchObject({
      outcome: 'reset',
      former: 1,
    });
  });
});

describe('the history', () => {
  it('lists revisions newest first, page by page, without secrets', async () => {
    const fixture = startSettings();
    await fixture.set(ACME, OWN);
    await fixture.set(ACME, { 'reply-to': 'b@acme.example' });
    await resetSettings(fixture, ROOT, { level: ACME });
    const first = await settingsHistory(fixture, ROOT, { level: ACME, limit: 2 });
    expect(first.items.map(({ number, state, note }) => [number, state, note])).toEqual([
      [3, 'active', 'reset'],
      [2, 'superseded', 'set'],
    ]);
    const second = await settingsHistory(fixture, ROOT, { level: ACME, limit: 2, cursor: first.next! });
    expect(second).toMatchObject({ items: [{ number: 1, secrets: { smtpPassword: 'sealed' } }], next: null });
    expect(JSON.stringify([first, second])).not.toContain('box');
  });

  it('is for those who may read that level', async () => {
    const fixture = await startSettingsWithHost();
    const read = settingsHistory(fixture, organizationAdministrator('acme'), { level: HOST });
    await expect(read).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
