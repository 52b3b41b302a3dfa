import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { FakeDns, type Zone } from '../testing/fake-dns.ts';
import { ACME, organizationAdministrator, ROOT, startSettings } from '../testing/settings-fixture.ts';
import { checkDomain, type DomainCheck } from './check-domain.ts';
import type { DomainFinding } from './domain-finding.ts';
import { DOMAIN_TEXTS, type DomainReason } from './domain-texts.ts';

async function check(zone: Zone, server = 'relay.acme.example', domain?: string): Promise<DomainCheck> {
  const settings = startSettings();
  await settings.set(HOST, { 'smtp-host': server, 'default-from-address': 'robots@acme.example' });
  const input = { level: HOST, ...(domain === undefined ? {} : { domain }) };
  return checkDomain({ ...settings, dns: new FakeDns(zone) }, ROOT, input);
}

async function findings(zone: Zone, server?: string): Promise<readonly DomainFinding[]> {
  const done = await check(zone, server);
  return done.outcome === 'checked' ? done.findings : [];
}

async function reasons(zone: Zone, server?: string): Promise<readonly DomainReason[]> {
  return (await findings(zone, server)).map(({ reason }) => reason);
}

function key(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

const RELAY: Zone = { 'relay.acme.example': { a: ['93.184.216.34'] } };
const MICROSOFT = 'smtp.office365.com';
const SELECTOR = 'selector1._domainkey.acme.example';

describe('checkDomain', () => {
  it('finds a domain that has everything fine', async () => {
    const zone: Zone = {
      'acme.example': { txt: ['v=spf1 include:spf.protection.outlook.com -all'] },
      'spf.protection.outlook.com': { txt: ['v=spf1 ip4:40.92.0.0/15 -all'] },
      [SELECTOR]: { txt: [`v=DKIM1; k=rsa; p=${key(2048)}`] },
      '_dmarc.acme.example': { txt: ['v=DMARC1; p=reject'] },
    };
    expect(await reasons(zone, MICROSOFT)).toEqual(['spf-good', 'dkim-key-found', 'dmarc-enforced']);
  });

  it('gives the records to publish where there is nothing', async () => {
    const found = await findings(RELAY);
    expect(found.map(({ reason }) => reason)).toEqual(['spf-missing', 'dkim-not-known', 'dmarc-missing']);
    expect(found.map(({ publish }) => publish)).toEqual([
      { name: 'acme.example', value: 'v=spf1 ip4:93.184.216.34 ~all' },
      null,
      { name: '_dmarc.acme.example', value: 'v=DMARC1; p=none; rua=mailto:postmaster@acme.example' },
    ]);
  });

  it('adds the provider to the record that is there, before what ends it', async () => {
    for (const [record, suggested] of [
      ['v=spf1 mx -all', 'v=spf1 mx include:spf.protection.outlook.com -all'],
      ['v=spf1 mx', 'v=spf1 mx include:spf.protection.outlook.com'],
      [
        'v=spf1 ip4:192.0.2.1  redirect=b.example',
        'v=spf1 ip4:192.0.2.1 include:spf.protection.outlook.com redirect=b.example',
      ],
    ] as const) {
      const zone = {
        'acme.example': { txt: [record], mx: ['mx.acme.example'] },
        'mx.acme.example': { a: ['192.0.2.9'] },
        'b.example': { txt: ['v=spf1 -all'] },
      };
      const [spf] = await findings(zone, MICROSOFT);
      expect(spf).toMatchObject({ reason: 'spf-relay-not-included', publish: { value: suggested } });
    }
  });

  it('takes the addresses of an own relay for a hint, and private ones for none', async () => {
    const spf = { 'acme.example': { txt: ['v=spf1 ip4:93.184.216.0/24 -all'] } };
    expect((await reasons({ ...RELAY, ...spf }))[0]).toBe('spf-good');
    const elsewhere = { 'relay.acme.example': { a: ['93.184.217.1'] } };
    const [finding] = await findings({ ...elsewhere, ...spf });
    expect(finding).toMatchObject({ state: 'advice', reason: 'spf-relay-not-seen' });
    expect(finding?.says.en).toContain('no proof');
    expect((await reasons({ ...spf, 'relay.acme.example': { a: ['10.0.0.7'] } }))[0]).toBe(
      'spf-relay-unknown',
    );
  });

  it('says that a provider with a return address of its own is not judged by SPF', async () => {
    expect((await reasons({}, 'smtp.sendgrid.net'))[0]).toBe('spf-own-return-path');
  });

  it('warns of a record that lets everybody send, also through an include', async () => {
    expect((await reasons({ ...RELAY, 'acme.example': { txt: ['v=spf1 +all'] } }))[0]).toBe(
      'spf-lets-everybody',
    );
    const through = {
      'acme.example': { txt: ['v=spf1 include:b.example -all'] },
      'b.example': { txt: ['v=spf1 all'] },
    };
    expect((await reasons({ ...RELAY, ...through }))[0]).toBe('spf-lets-everybody');
  });

  it('tells keys that are weak, withdrawn, cut, missing and out of reach apart', async () => {
    const whole = key(2048);
    for (const [record, reason] of [
      [`v=DKIM1; p=${key(512)}`, 'dkim-key-weak'],
      ['v=DKIM1; p=', 'dkim-key-unusable'],
      [`v=DKIM1; p=${whole.slice(0, 255)}`, 'dkim-key-unusable'],
      [`v=DKIM1; k=rsa; p=${whole.slice(0, 100)} ${whole.slice(100)}`, 'dkim-key-found'],
      ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=', 'dkim-key-found'],
    ] as const)
      expect((await reasons({ [SELECTOR]: { txt: [record] } }, MICROSOFT))[1]).toBe(reason);
    expect((await reasons({}, MICROSOFT))[1]).toBe('dkim-key-missing');
    expect((await reasons({ [SELECTOR]: 'failed' }, MICROSOFT))[1]).toBe('dkim-dns-failed');
  });

  it('puts policy, SPF and DKIM together: what is enforced and vouched for by neither is in danger', async () => {
    const dmarc = { '_dmarc.acme.example': { txt: ['v=DMARC1; p=quarantine'] } };
    expect((await reasons(dmarc, MICROSOFT))[2]).toBe('dmarc-at-risk');
    const signed = { ...dmarc, [SELECTOR]: { txt: [`v=DKIM1; p=${key(1024)}`] } };
    expect((await reasons(signed, MICROSOFT))[2]).toBe('dmarc-enforced');
  });

  it('reads DMARC where receivers do: at the domain, then at its organizational domain by sp', async () => {
    const at = async (zone: Zone) => {
      const done = await check({ ...RELAY, ...zone }, undefined, 'mail.acme.example');
      return done.outcome === 'checked' ? done.findings[2] : undefined;
    };
    expect(await at({ '_dmarc.acme.example': { txt: ['v=DMARC1; p=reject; sp=none'] } })).toMatchObject({
      reason: 'dmarc-watches',
    });
    expect(
      await at({
        '_dmarc.mail.acme.example': { txt: ['v=DMARC1;p=none'] },
        '_dmarc.acme.example': { txt: ['v=DMARC1; p=reject'] },
      }),
    ).toMatchObject({ reason: 'dmarc-watches', found: ['v=DMARC1;p=none'] });
    for (const [txt, reason] of [
      [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'dmarc-several'],
      [['v=DMARC1; p=block'], 'dmarc-invalid'],
      [['v=DMARC1; p=none; p=reject'], 'dmarc-invalid'],
      [['v=spf1 -all'], 'dmarc-missing'],
    ] as const)
      expect(await at({ '_dmarc.acme.example': { txt } })).toMatchObject({ reason });
    expect(await at({ '_dmarc.acme.example': 'failed' })).toMatchObject({ reason: 'dmarc-dns-failed' });
  });

  it('prints hostile records without their control characters, and not all of them', async () => {
    const record = `v=spf1 \u001b[2Jx${'y'.repeat(60_000)} -all`;
    const [spf] = await findings({ ...RELAY, 'acme.example': { txt: [record] } });
    expect(spf?.reason).toBe('spf-invalid');
    for (const text of [...(spf?.found ?? []), spf?.says.en ?? '']) {
      expect(text).not.toMatch(/\p{Cc}/u);
      expect(text.length).toBeLessThan(700);
    }
  });

  it('takes a domain as people write it, and refuses what is none', async () => {
    expect(await check(RELAY, undefined, 'Café.example')).toMatchObject({ domain: 'xn--caf-dma.example' });
    for (const domain of ['', 'a b.example', 'x@acme.example', 'a..example', '127.0.0.1'])
      await expect(check(RELAY, undefined, domain)).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('is for those who may change the level', async () => {
    const settings = startSettings();
    const deps = { ...settings, dns: new FakeDns({}) };
    await expect(
      checkDomain(deps, organizationAdministrator('globex'), { level: ACME }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await checkDomain(deps, organizationAdministrator('acme'), { level: ACME })).toEqual({
      outcome: 'no-server',
    });
    await settings.set(HOST, { 'smtp-host': 'relay.acme.example' });
    expect(await checkDomain(deps, ROOT, { level: HOST })).toEqual({ outcome: 'no-sender' });
  });

  it('has every text in both languages, with the same things filled in', () => {
    const names = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();
    for (const { says, cure } of Object.values(DOMAIN_TEXTS))
      for (const text of cure === null ? [says] : [says, cure]) {
        expect(names(text.fr)).toEqual(names(text.en));
        expect(text.fr).not.toBe(text.en);
      }
  });
});
