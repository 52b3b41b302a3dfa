import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailBuilder, createSmtpDiagnosis } from '../../src/adapters/nodemailer/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { HOST, type Level } from '../../src/kernel/level.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { changePolicy } from '../../src/settings/change-policy.ts';
import { viewSettings } from '../../src/settings/view-settings.ts';
import type { SmtpDiagnosis } from '../../src/smtp/smtp-transport.ts';
import { proveDraft, testSettings, type TestSettingsDeps } from '../../src/smtp/test-settings.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../../src/testing/build-organization.ts';
import { createFakeReferences } from '../../src/testing/fake-references.ts';
import {
  ACME,
  organizationAdministrator,
  ROOT,
  startSettings,
  type SettingsFixture,
} from '../../src/testing/settings-fixture.ts';
import { makeCertificate } from '../../src/testing/make-certificate.ts';
import { startSmtpSink, type SinkOptions, type SmtpSink } from '../../src/testing/smtp-sink.ts';
import { keepTokens } from './transport-parts.ts';

const sinks: SmtpSink[] = [];
let settings: SettingsFixture;
let deps: TestSettingsDeps;

beforeEach(async () => {
  settings = startSettings();
  deps = {
    ...settings,
    references: createFakeReferences(),
    diagnosis: createSmtpDiagnosis({ tokens: keepTokens(), clock: systemClock, logger: silentLogger }),
    mailBuilder: createMailBuilder(),
  };
  const acme = buildOrganization({ id: 'acme', language: 'fr' });
  await settings.storage.organizations.add(acme, buildAuditEntry(settings.newId));
});

afterEach(async () => {
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

async function sinkWith(options: SinkOptions = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  sinks.push(sink);
  return sink;
}

/** The fields of a connection to the sink. */
function fieldsFor(sink: SmtpSink): Record<string, unknown> {
  return { smtpHost: '127.0.0.1', smtpPort: sink.port, secureConnection: false };
}

/** A host that sends through the sink already. */
async function hostThrough(sink: SmtpSink): Promise<void> {
  await settings.set(HOST, { ...fieldsFor(sink), defaultFromAddress: 'robots@platform.example' });
}

async function stateOf(level: Level): Promise<{ active: number | undefined; draft: number | undefined }> {
  const { active, draft } = await viewSettings(deps, ROOT, { level });
  return { active: active?.number, draft: draft?.revision.number };
}

describe('a test of a draft', () => {
  it('that passes makes it active, ends with a real mail, and is written down', async () => {
    const sink = await sinkWith({ user: { name: 'robots', secret: 'hunter2-secret' } });
    await hostThrough(await sinkWith());
    await settings.set(HOST, {
      ...fieldsFor(sink),
      smtpUsername: 'robots',
      smtpPassword: new Secret('hunter2-secret'),
    });
    const seen: string[] = [];
    const test = await testSettings(deps, ROOT, {
      level: HOST,
      to: 'me@platform.example',
      onStage: ({ stage }) => seen.push(stage),
    });

    expect(test).toMatchObject({
      outcome: 'passed',
      which: 'draft',
      revision: { level: HOST, number: 2 },
      server: { host: '127.0.0.1', port: sink.port },
      verdict: null,
      activated: true,
      notActivated: null,
    });
    expect(seen.at(-1)).toBe('reply');
    expect(await stateOf(HOST)).toEqual({ active: 2, draft: undefined });
    const mail = await simpleParser(sink.mails[0]?.raw ?? '');
    expect(mail.subject).toBe('Test of the mail settings of the host');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(test).toMatchObject({ messageId: mail.messageId?.slice(1, -1) });
    const { items } = await settings.storage.audit.list({ level: HOST }, { limit: 2 });
    expect(items.map(({ action }) => action)).toEqual(['settings.activated', 'settings.tested']);
  });

  it('that is not noted tells the same, activates nothing and leaves no trace', async () => {
    await hostThrough(await sinkWith());
    await settings.set(HOST, fieldsFor(await sinkWith()));
    const before = await settings.storage.audit.list({ level: HOST }, { limit: 50 });
    const test = await testSettings(deps, ROOT, { level: HOST, which: 'draft', noted: false });
    expect(test).toMatchObject({ outcome: 'passed', activated: false, notActivated: null });
    expect(await stateOf(HOST)).toEqual({ active: 1, draft: 2 });
    expect((await viewSettings(deps, ROOT, { level: HOST })).draft?.revision.test).toBeNull();
    expect(await settings.storage.audit.list({ level: HOST }, { limit: 50 })).toEqual(before);
  });

  it('that fails leaves it a draft, says why, and what was active goes on', async () => {
    const sink = await sinkWith({ user: { name: 'robots', secret: 'hunter2-secret' } });
    await hostThrough(await sinkWith());
    await settings.set(HOST, {
      ...fieldsFor(sink),
      smtpUsername: 'robots',
      smtpPassword: new Secret('wrong-secret'),
    });
    const test = await testSettings(deps, ROOT, { level: HOST, to: 'me@platform.example' });
    expect(test).toMatchObject({
      outcome: 'failed',
      activated: false,
      verdict: { kind: 'configuration', reason: 'authentication-failed' },
    });
    expect(await stateOf(HOST)).toEqual({ active: 1, draft: 2 });
    const { draft } = await viewSettings(deps, ROOT, { level: HOST });
    expect(draft?.revision.test).toMatchObject({ outcome: 'failed', reason: 'authentication-failed' });
    expect(JSON.stringify(test)).not.toContain('wrong-secret');
    expect(sink.mails).toEqual([]);
  });

  it('without an address sends nothing, and is enough to make it active', async () => {
    const sink = await sinkWith();
    await hostThrough(await sinkWith());
    await settings.set(HOST, fieldsFor(sink));
    expect(await proveDraft(deps, ROOT, { level: HOST })).toMatchObject({
      outcome: 'passed',
      activated: true,
    });
    expect(sink.sessions).toBe(1);
    expect(sink.mails).toEqual([]);
  });

  it('fails without an address when the server does not take the sender', async () => {
    const sink = await sinkWith({ script: { mailFrom: '553 5.7.1 not owned by user' } });
    await hostThrough(await sinkWith());
    await settings.set(HOST, fieldsFor(sink));
    expect(await proveDraft(deps, ROOT, { level: HOST })).toMatchObject({
      outcome: 'failed',
      verdict: { reason: 'sender-refused' },
      activated: false,
    });
  });

  it('goes to nobody else than the draft’s own server', async () => {
    const [host, own] = [await sinkWith(), await sinkWith()];
    await hostThrough(host);
    await changePolicy(deps, ROOT, { privateNetworks: ['127.0.0.1'] });
    await settings.set(ACME, fieldsFor(own));
    const test = await testSettings(deps, ROOT, { level: ACME, to: 'me@acme.example' });
    expect(test).toMatchObject({ outcome: 'passed', activated: true, revision: { level: ACME, number: 1 } });
    expect([host.sessions, own.mails.length]).toEqual([0, 1]);
  });

  it('that was changed while it ran passes without making anything active', async () => {
    const sink = await sinkWith();
    await hostThrough(await sinkWith());
    await settings.set(HOST, fieldsFor(sink));
    let changed: Promise<unknown> | null = null;
    const diagnosis: SmtpDiagnosis = {
      async *run(connection, options) {
        changed ??= settings.set(HOST, { connectTimeout: 5_000 });
        await changed;
        yield* deps.diagnosis.run(connection, options);
      },
    };
    const test = await testSettings({ ...deps, diagnosis }, ROOT, { level: HOST });
    expect(test).toMatchObject({ outcome: 'passed', activated: false });
    expect(test).toHaveProperty('notActivated', expect.stringContaining('revision 3'));
    expect(await stateOf(HOST)).toEqual({ active: 1, draft: 3 });
  });

  it('is refused when there is none', async () => {
    await hostThrough(await sinkWith());
    await expect(proveDraft(deps, ROOT, { level: HOST })).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a test of what is active', () => {
  it('is made when there is no draft, in the language of the organization', async () => {
    const sink = await sinkWith();
    await hostThrough(sink);
    await settings.set(ACME, { defaultFromDisplayName: 'Acme' });
    const test = await testSettings(deps, ROOT, { level: ACME, to: 'me@acme.example' });
    expect(test).toMatchObject({
      outcome: 'passed',
      which: 'active',
      revision: { level: HOST, number: 1 },
      activated: false,
    });
    const mail = await simpleParser(sink.mails[0]?.raw ?? '');
    expect(mail.subject).toBe('Test des paramètres de messagerie de Acme SA');
    expect(mail.from?.value).toEqual([{ address: 'robots@platform.example', name: 'Acme' }]);
  });

  it('can be asked for beside a draft', async () => {
    const [old, next] = [await sinkWith(), await sinkWith()];
    await hostThrough(old);
    await settings.set(HOST, fieldsFor(next));
    await testSettings(deps, ROOT, { level: HOST, which: 'active', to: 'me@platform.example' });
    expect([old.mails.length, next.sessions]).toEqual([1, 0]);
    expect(await stateOf(HOST)).toEqual({ active: 1, draft: 2 });
  });

  it('of an inherited connection is written down at its owner by those who may, else in the audit log alone', async () => {
    await hostThrough(await sinkWith());
    const administrator = organizationAdministrator('acme');
    await testSettings(deps, administrator, { level: ACME });
    expect((await settings.storage.settings.load(HOST)).active?.test).toBeNull();
    const { items } = await settings.storage.audit.list({ level: ACME }, { limit: 1 });
    expect(items).toMatchObject([
      { action: 'settings.tested', changes: [{ field: 'outcome', after: 'passed' }] },
    ]);
    await testSettings(deps, ROOT, { level: ACME });
    expect((await settings.storage.settings.load(HOST)).active?.test).toMatchObject({ outcome: 'passed' });
  });

  it('remembers until when the certificate of the server in use is good, and of no draft’s that failed', async () => {
    const until = Date.UTC(2035, 1, 1);
    const certificate = await makeCertificate({ until });
    const sink = await sinkWith({ security: 'starttls', certificate });
    const secure = { secureConnection: true, caCertificate: sink.ca };
    await settings.set(HOST, {
      ...fieldsFor(sink),
      ...secure,
      defaultFromAddress: 'robots@platform.example',
    });
    expect(await testSettings(deps, ROOT, { level: HOST })).toMatchObject({ outcome: 'passed' });
    const remembered = [{ level: HOST, server: `127.0.0.1:${String(sink.port)}`, validUntil: until }];
    expect(await settings.storage.certificates.list()).toMatchObject(remembered);
    const refusing = await sinkWith({ security: 'starttls', script: { mailFrom: '550 5.7.1 no' } });
    await settings.set(HOST, { smtpPort: refusing.port, caCertificate: refusing.ca });
    expect(await testSettings(deps, ROOT, { level: HOST })).toMatchObject({ outcome: 'failed' });
    expect(await settings.storage.certificates.list()).toMatchObject(remembered);
  });

  it('looks at a connection that has no sender yet, and sends nothing', async () => {
    const sink = await sinkWith();
    await settings.set(HOST, fieldsFor(sink));
    const test = await testSettings(deps, ROOT, { level: HOST });
    expect(test).toMatchObject({ outcome: 'passed', which: 'active' });
    expect(await testSettings(deps, ROOT, { level: HOST, to: 'me@platform.example' })).toEqual({
      outcome: 'unusable',
      which: 'active',
      reasons: ['no-from'],
    });
  });
});

describe('a test that cannot be made', () => {
  it('says what the settings lack', async () => {
    expect(await testSettings(deps, ROOT, { level: ACME })).toEqual({
      outcome: 'unusable',
      which: 'active',
      reasons: ['no-host', 'no-from'],
    });
  });

  it('says which floor of the host’s is in the way, and connects nowhere', async () => {
    const sink = await sinkWith();
    await hostThrough(await sinkWith());
    await changePolicy(deps, ROOT, { privateNetworks: ['127.0.0.1'] });
    await settings.set(ACME, fieldsFor(sink));
    await changePolicy(deps, ROOT, { requireSecureConnection: true });
    expect(await testSettings(deps, ROOT, { level: ACME })).toMatchObject({
      outcome: 'unusable',
      reasons: ['secure-connection-required'],
    });
    expect(sink.sessions).toBe(0);
  });

  it('says that a secret cannot be read, and connects nowhere', async () => {
    const sink = await sinkWith();
    await settings.set(HOST, {
      ...fieldsFor(sink),
      smtpUsername: 'robots',
      smtpPassword: { reference: 'env:NOT_THERE' },
      defaultFromAddress: 'robots@platform.example',
    });
    expect(await testSettings(deps, ROOT, { level: HOST })).toMatchObject({
      outcome: 'secret-closed',
      reason: 'secret-unreadable',
      text: expect.stringContaining('env:NOT_THERE') as string,
    });
    expect(sink.sessions).toBe(0);
  });

  it('is not made for those who may not change the level', async () => {
    await hostThrough(await sinkWith());
    const administrator = organizationAdministrator('acme');
    await expect(testSettings(deps, administrator, { level: HOST })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it.each(['me', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example'])(
    'is refused to %j',
    async (to) => {
      await hostThrough(await sinkWith());
      await expect(testSettings(deps, ROOT, { level: HOST, to })).rejects.toMatchObject({
        code: 'input-invalid',
      });
    },
  );

  it('is never green when nothing was looked at', async () => {
    await hostThrough(await sinkWith());
    const diagnosis: SmtpDiagnosis = { async *run() {} };
    const test = await testSettings({ ...deps, diagnosis }, ROOT, { level: HOST });
    expect(test).toMatchObject({ outcome: 'failed', verdict: { reason: 'internal' } });
  });

  it('is not held against the settings when the person calls it off', async () => {
    await hostThrough(await sinkWith({ script: { connect: 'mute' } }));
    const stop = new AbortController();
    const test = await testSettings(deps, ROOT, {
      level: HOST,
      signal: stop.signal,
      onStage: () => stop.abort(),
    });
    expect(test).toMatchObject({ outcome: 'failed' });
    expect((await settings.storage.settings.load(HOST)).active?.test).toBeNull();
  });
});
