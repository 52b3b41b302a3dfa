import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import {
  ACME,
  organizationAdministrator,
  ROOT,
  startSettingsWithHost,
  type SettingsFixture,
} from '../testing/settings-fixture.ts';
import { activateDraft } from './activate-draft.ts';
import { changePolicy } from './change-policy.ts';
import { recordTest } from './record-test.ts';

async function withDraft(): Promise<SettingsFixture> {
  const fixture = await startSettingsWithHost();
  await fixture.set(HOST, { 'smtp-host': 'new.example.com' });
  return fixture;
}

describe('activating a draft', () => {
  it('takes a passed test of that very draft', async () => {
    const fixture = await withDraft();
    await recordTest(fixture, ROOT, { level: HOST, number: 2, outcome: 'passed', reason: null });
    expect(await activateDraft(fixture, ROOT, { level: HOST })).toMatchObject({ number: 2, state: 'active' });
    const { active, draft } = await fixture.storage.settings.load(HOST);
    expect([active?.number, draft]).toEqual([2, null]);
    expect((await fixture.storage.settings.findRevision(HOST, 1))?.state).toBe('superseded');
  });

  it.each([
    ['untested', null, /has not been tested.*activate it anyway/],
    ['failed', 'timeout', /test of the draft failed.*activate it anyway/],
  ])('is refused when it is %s, with the way out', async (_what, reason, text) => {
    const fixture = await withDraft();
    if (reason !== null)
      await recordTest(fixture, ROOT, { level: HOST, number: 2, outcome: 'failed', reason });
    await expect(activateDraft(fixture, ROOT, { level: HOST })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(text) as string,
    });
    expect((await fixture.storage.settings.load(HOST)).active?.number).toBe(1);
  });

  it('needs its test again after it was changed', async () => {
    const fixture = await withDraft();
    await recordTest(fixture, ROOT, { level: HOST, number: 2, outcome: 'passed', reason: null });
    await fixture.set(HOST, { 'smtp-port': '2525' });
    await expect(activateDraft(fixture, ROOT, { level: HOST })).rejects.toMatchObject({ code: 'refused' });
  });

  it('can be done anyway, and the audit log says so', async () => {
    const fixture = await withDraft();
    await activateDraft(fixture, ROOT, { level: HOST, anyway: true });
    const { items } = await fixture.storage.audit.list({ action: 'settings.activated-anyway' }, { limit: 9 });
    expect(items).toMatchObject([
      {
        actor: ROOT,
        level: HOST,
        changes: [{ field: 'smtpHost', before: 'relay.example.com', after: 'new.example.com' }],
      },
    ]);
  });

  it('of a test that was passed is audited as activated, anyway or not', async () => {
    const fixture = await withDraft();
    await recordTest(fixture, ROOT, { level: HOST, number: 2, outcome: 'passed', reason: null });
    await activateDraft(fixture, ROOT, { level: HOST, anyway: true });
    const { items } = await fixture.storage.audit.list({}, { limit: 1 });
    expect(items[0]?.action).toBe('settings.activated');
  });

  it('is refused without a draft', async () => {
    const fixture = await startSettingsWithHost();
    await expect(activateDraft(fixture, ROOT, { level: HOST, anyway: true })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/no draft/) as string,
    });
  });

  it('is a conflict when the draft is another than the one that was tested', async () => {
    const fixture = await withDraft();
    await fixture.set(HOST, { 'smtp-port': '2525' });
    await expect(
      activateDraft(fixture, ROOT, { level: HOST, number: 2, anyway: true }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/revision 3/) as string });
  });

  it('is refused when the host’s policy forbids it by now', async () => {
    const fixture = await startSettingsWithHost();
    await fixture.set(ACME, { 'smtp-host': 'smtp.acme.example', 'smtp-port': '25' });
    const activate = (): Promise<unknown> =>
      activateDraft(fixture, organizationAdministrator('acme'), { level: ACME, anyway: true });
    await changePolicy(fixture, ROOT, { allowedPorts: ['587'] });
    await expect(activate()).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/smtp-port: .*these ports.*587/) as string,
    });
    await changePolicy(fixture, ROOT, { allowedPorts: [], lock: ['smtp-host'] });
    await expect(activate()).rejects.toMatchObject({ message: expect.stringMatching(/locked/) as string });
    await changePolicy(fixture, ROOT, { unlock: ['smtp-host'] });
    await expect(activate()).resolves.toMatchObject({ state: 'active' });
  });
});
