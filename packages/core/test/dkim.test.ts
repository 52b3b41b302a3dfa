import { dkimVerify } from 'mailauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { newDkimKey } from '../src/adapters/crypto/index.ts';
import { createMailBuilder, signMessage } from '../src/adapters/nodemailer/index.ts';
import { addDkimKey } from '../src/dkim/add-dkim-key.ts';
import { checkDkimKey } from '../src/dkim/check-dkim-key.ts';
import { createDkimSigning } from '../src/dkim/dkim-signing.ts';
import { listDkimKeys } from '../src/dkim/list-dkim-keys.ts';
import { removeDkimKey } from '../src/dkim/remove-dkim-key.ts';
import { disableDkim, enableDkim } from '../src/dkim/switch-dkim.ts';
import { HOST, type Level } from '../src/kernel/level.ts';
import { Secret } from '../src/kernel/secret.ts';
import type { MailToBuild } from '../src/mail/mail-headers.ts';
import type { MailSigning } from '../src/smtp/mail-signing.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../src/testing/build-organization.ts';
import { FakeDns, type Zone } from '../src/testing/fake-dns.ts';
import { createFakeSealer } from '../src/testing/fake-sealer.ts';
import {
  ACME,
  organizationAdministrator,
  ROOT,
  startSettings,
  type SettingsFixture,
} from '../src/testing/settings-fixture.ts';

const DOMAIN = 'acme.example';
const PEM = await newDkimKey();

const MAIL: MailToBuild = {
  from: { address: `robots@${DOMAIN}`, name: 'Équipe d’exploitation' },
  replyTo: null,
  to: { address: 'ops@globex.example', name: null },
  subject: 'Échec : la file « Factures » est bloquée depuis très longtemps, et cette ligne est trop longue',
  html: `<p>é ${'long '.repeat(400)}</p>\n.\n..dots\n`,
  text: `Trailing spaces   \n\n\n.\n.dot\n${'x'.repeat(1_200)}\n\n\n`,
  language: 'fr',
  identity: { messageId: '0197-1@acme.example', references: ['0196-1@acme.example'] },
  date: Date.UTC(2026, 0, 5, 9),
  listId: 'job-faulted.acme.postern',
  unsubscribe: 'https://postern.example/out',
  urgent: true,
};

let fixture: SettingsFixture;
let signMail: MailSigning;

beforeEach(async () => {
  fixture = startSettings();
  const acme = buildOrganization({ id: 'acme' });
  await fixture.storage.organizations.add(acme, buildAuditEntry(fixture.newId));
  signMail = createDkimSigning({ ...fixture, signMessage });
});

const deps = (zone: Zone = {}) => ({
  ...fixture,
  generateKey: () => Promise.resolve(PEM),
  dns: new FakeDns(zone),
});

async function signingKey(level: Level, domain = DOMAIN, selector = 'postern') {
  const key = await addDkimKey(deps(), ROOT, { level, domain, selector });
  await enableDkim(deps(), ROOT, { level, domain, anyway: true });
  return key;
}

/** What an independent verifier says of the message, when DNS has this record. */
async function verified(raw: Uint8Array, record: { readonly name: string; readonly value: string }) {
  const { results } = await dkimVerify(Buffer.from(raw), {
    resolver: async (name: string) => (name === record.name ? [[record.value]] : []),
  });
  return results.map(({ signingDomain, status }) => [signingDomain, status.result]);
}

async function signed(subject: Parameters<MailSigning>[1], mail: MailToBuild = MAIL): Promise<Uint8Array> {
  const raw = await createMailBuilder().build(mail);
  const done = await signMail(raw, subject);
  if (!done.ok) throw new Error(done.text);
  expect(Buffer.from(done.raw).toString('latin1').endsWith(Buffer.from(raw).toString('latin1'))).toBe(true);
  return done.raw;
}

const OWN = { level: ACME, owner: ACME, from: `robots@${DOMAIN}` };

describe('a signed mail', () => {
  it('is verified by somebody else, with accents, long lines, dots and empty lines at the end', async () => {
    const { record } = await signingKey(ACME);
    expect(await verified(await signed(OWN), record)).toEqual([[DOMAIN, 'pass']]);
  });

  it('is not verified once a word of it was changed, nor by another key', async () => {
    const { record } = await signingKey(ACME);
    const raw = Buffer.from(await signed(OWN));
    for (const [what, instead] of [
      ['long long', 'long lung'],
      ['Date: Mon', 'Date: Tue'],
      ['<https://postern.example/out>', '<https://evil.example/out>'],
      ['List-Unsubscribe=One-Click', 'List-Unsubscribe=Never'],
    ] as const) {
      const changed = Buffer.from(raw.toString('latin1').replace(what, instead), 'latin1');
      expect(changed.equals(raw)).toBe(false);
      expect(await verified(changed, record)).not.toEqual([[DOMAIN, 'pass']]);
    }
    const other = await addDkimKey({ ...deps(), generateKey: newDkimKey }, ROOT, {
      level: HOST,
      domain: DOMAIN,
    });
    expect(await verified(raw, other.record)).toEqual([[DOMAIN, 'fail']]);
  });

  it('is not verified with a field that somebody added, be it the first of its name or another one', async () => {
    const { record } = await signingKey(ACME);
    const raw = Buffer.from(await signed(OWN)).toString('latin1');
    for (const added of [
      'Reply-To: attacker@evil.example',
      'Cc: everybody@globex.example',
      'Subject: Your account is closed',
      'From: boss@acme.example',
      'To: someone@else.example',
    ]) {
      const results = await verified(Buffer.from(`${added}\r\n${raw}`, 'latin1'), record);
      expect(results, added).toEqual([[DOMAIN, 'fail']]);
    }
  });

  it('is verified whatever white space is in it, and empty', async () => {
    const { record } = await signingKey(ACME);
    for (const text of ['', ' ', '\n\n', 'a \t b\t\n \n\t\n', ' \r\n', 'no end'])
      expect(await verified(await signed(OWN, { ...MAIL, text, html: text }), record)).toEqual([
        [DOMAIN, 'pass'],
      ]);
    for (const body of ['', '\r\n', ' ', '\r\n\r\n', 'x', ' x \r\n\r\n']) {
      const done = await signMail(
        Buffer.from(`From: robots@${DOMAIN}\r\nSubject:  a\r\n\t b \r\n\r\n${body}`),
        OWN,
      );
      if (!done.ok) throw new Error(done.text);
      expect(await verified(done.raw, record), JSON.stringify(body)).toEqual([[DOMAIN, 'pass']]);
    }
  });

  it('has its domain whichever way the From address spells it', async () => {
    const { record } = await signingKey(ACME, 'Café.example');
    const raw = await signed({ ...OWN, from: 'robots@CAFÉ.example' });
    expect(await verified(raw, record)).toEqual([['xn--caf-dma.example', 'pass']]);
  });
});

describe('who signs', () => {
  const selectorIn = (raw: Uint8Array): string | undefined =>
    /\bs=([a-z-]+);/.exec(Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0] ?? '')?.[1];

  it('is the level of the mail, else the host over its own connection, else nobody', async () => {
    expect(selectorIn(await signed(OWN))).toBeUndefined();
    await signingKey(HOST, DOMAIN, 'host');
    expect(selectorIn(await signed({ ...OWN, owner: HOST }))).toBe('host');
    expect(selectorIn(await signed(OWN))).toBeUndefined();
    await signingKey(ACME, DOMAIN, 'acme');
    expect(selectorIn(await signed(OWN))).toBe('acme');
    expect(selectorIn(await signed({ ...OWN, owner: HOST }))).toBe('acme');
    expect(selectorIn(await signed({ level: HOST, owner: HOST, from: `x@${DOMAIN}` }))).toBe('host');
    expect(selectorIn(await signed({ ...OWN, from: 'robots@mail.acme.example' }))).toBeUndefined();
  });

  it('changes at once when a key is switched or removed', async () => {
    await signingKey(ACME);
    expect(selectorIn(await signed(OWN))).toBe('postern');
    await disableDkim(deps(), ROOT, { level: ACME, domain: DOMAIN });
    expect(selectorIn(await signed(OWN))).toBeUndefined();
    await enableDkim(deps(), ROOT, { level: ACME, domain: DOMAIN, anyway: true });
    expect(selectorIn(await signed(OWN))).toBe('postern');
    await removeDkimKey(deps(), ROOT, { level: ACME, domain: DOMAIN });
    expect(selectorIn(await signed(OWN))).toBeUndefined();
  });

  it('is nobody when the key does not open: then the mail is not to be sent', async () => {
    await signingKey(ACME);
    const [key] = await fixture.storage.dkim.list();
    if (key === undefined) throw new Error('no key');
    // Copied from where it belongs to another domain.
    const copied = { ...key, domain: 'b.example' };
    await fixture.storage.dkim.add(copied, buildAuditEntry(fixture.newId));
    await enableDkim(deps(), ROOT, { level: ACME, domain: 'b.example', anyway: true });
    const from = 'robots@b.example';
    expect(await signMail(new Uint8Array(), { ...OWN, from })).toMatchObject({
      ok: false,
      reason: 'secret-unreadable',
    });
    const keyless = createFakeSealer(['another']);
    const signing = createDkimSigning({ ...fixture, sealer: keyless, signMessage });
    expect(await signing(new Uint8Array(), OWN)).toMatchObject({ ok: false, reason: 'key-missing' });
  });

  it('is nobody in silence: what cannot be signed is an error', async () => {
    const privateKey = new Secret('no key');
    const raw = await createMailBuilder().build(MAIL);
    await expect(signMessage(raw, { domain: DOMAIN, selector: 'postern', privateKey })).rejects.toMatchObject(
      {
        code: 'internal',
      },
    );
  });
});

describe('a key', () => {
  it('is enabled once DNS has it, or anyway, and the audit log says which', async () => {
    const { record } = await addDkimKey(deps(), ROOT, { level: ACME, domain: DOMAIN });
    const enable = (zone: Zone, anyway = false) =>
      enableDkim(deps(zone), ROOT, { level: ACME, domain: DOMAIN, anyway });
    for (const [txt, outcome] of [
      [[], 'missing'],
      [['v=spf1 -all'], 'missing'],
      [['v=DKIM1; p='], 'withdrawn'],
      [[record.value.slice(0, 200)], 'unreadable'],
      [[record.value, record.value], 'several'],
      [['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='], 'different'],
    ] as const)
      expect(await enable({ [record.name]: { txt } })).toMatchObject({
        outcome: 'not-published',
        check: { outcome },
      });
    expect(await enable({ [record.name]: 'failed' })).toMatchObject({ check: { outcome: 'dns-failed' } });
    expect(await enable({ [record.name]: { txt: [record.strings.join('')] } })).toEqual({
      outcome: 'enabled',
    });
    expect(await enable({}, true)).toEqual({ outcome: 'unchanged' });
    const { items } = await fixture.storage.audit.list({}, { limit: 9 });
    expect(items[0]).toMatchObject({
      action: 'dkim.enabled',
      subject: DOMAIN,
      changes: [{ field: 'anyway', after: false }],
    });
  });

  it('shows nothing of its private half', async () => {
    await signingKey(ACME);
    const shown = await listDkimKeys(deps(), ROOT, { level: ACME });
    const { items } = await fixture.storage.audit.list({}, { limit: 9 });
    const told = JSON.stringify([
      shown,
      items,
      await checkDkimKey(deps(), ROOT, { level: ACME, domain: DOMAIN }),
    ]);
    for (const line of PEM.expose().split('\n').slice(1, -2)) expect(told).not.toContain(line);
    expect(told).not.toContain('sealed');
    expect(shown[0]?.record.strings.every((one) => one.length <= 255)).toBe(true);
  });

  it('refuses what is no key to sign with, and says nothing of it', async () => {
    for (const pem of ['', 'nonsense', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----']) {
      const adding = addDkimKey(deps(), ROOT, { level: ACME, domain: DOMAIN, privateKey: new Secret(pem) });
      await expect(adding).rejects.toMatchObject({ code: 'input-invalid' });
    }
    for (const input of [{ domain: 'not a domain' }, { domain: DOMAIN, selector: 'a.b; p=' }])
      await expect(addDkimKey(deps(), ROOT, { level: ACME, ...input })).rejects.toMatchObject({
        code: 'input-invalid',
      });
  });

  it('is of those who may change the level, once a domain', async () => {
    const globex = organizationAdministrator('globex');
    const name = { level: ACME, domain: DOMAIN };
    await addDkimKey(deps(), organizationAdministrator('acme'), name);
    await expect(addDkimKey(deps(), ROOT, name)).rejects.toMatchObject({ code: 'conflict' });
    for (const attempt of [
      addDkimKey(deps(), globex, name),
      enableDkim(deps(), globex, { ...name, anyway: true }),
      disableDkim(deps(), globex, name),
      removeDkimKey(deps(), globex, name),
      listDkimKeys(deps(), globex, { level: ACME }),
      checkDkimKey(deps(), globex, name),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(removeDkimKey(deps(), ROOT, { level: HOST, domain: DOMAIN })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
