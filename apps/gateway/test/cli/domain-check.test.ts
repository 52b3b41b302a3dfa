import { startDnsStandIn } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCliHouse, type Ran } from './cli-house.ts';

type Zone = Parameters<typeof startDnsStandIn>[0];

/** `postern settings …` at a host whose relay is Microsoft 365, before a world that looks like the zone. */
async function houseIn(zone: Zone): Promise<(words: readonly string[]) => Promise<Ran>> {
  const dns = await startDnsStandIn(zone);
  onTestFinished(() => dns.close());
  const house = await openCliHouse();
  const around = { environment: { POSTERN_DNS_SERVERS: dns.server } };
  const set = await house.postern(
    [
      'settings',
      'set',
      '--host',
      '--no-test',
      'smtp-host=smtp.office365.com',
      'default-from-address=bot@acme.example',
    ],
    around,
  );
  expect(set.code).toBe(0);
  return (words) => house.postern(['settings', ...words, '--host'], around);
}

const FINE: Zone = {
  'acme.example': { txt: ['v=spf1 include:spf.protection.outlook.com -all'] },
  'spf.protection.outlook.com': { txt: [`v=spf1 ${'ip4:192.0.2.1 '.repeat(20)}-all`] },
  '_dmarc.acme.example': { txt: ['v=DMARC1; p=reject'] },
};

describe('postern settings domain-check', () => {
  it('compares the level’s own DKIM key with the published one', async () => {
    const house = await openCliHouse();
    const added = await house.postern(['dkim', 'add', 'acme.example', '--host', '--json']);
    const { record } = added.json() as { readonly record: { readonly name: string; readonly value: string } };
    const server = ['smtp-host=smtp.office365.com', 'default-from-address=bot@acme.example'];
    await house.postern(['settings', 'set', '--host', '--no-test', ...server]);
    const check = async (zone: Zone) => {
      const dns = await startDnsStandIn(zone);
      onTestFinished(() => dns.close());
      const around = { environment: { POSTERN_DNS_SERVERS: dns.server } };
      return house.postern(['settings', 'domain-check', '--host'], around);
    };
    const absent = await check(FINE);
    expect(absent.out).toContain('Own DKIM key postern, which does not sign yet: DNS has no key there yet');
    expect(absent.out).toContain(record.value);
    const right = await check({ ...FINE, [record.name]: { txt: [record.value] } });
    expect(right.out).toContain('ok   Own DKIM key postern, which does not sign yet: DNS has the key.');
    await house.postern(['dkim', 'enable', 'acme.example', '--host', '--anyway']);
    const other = await check({
      ...FINE,
      [record.name]: { txt: ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='] },
    });
    expect(other.out).toContain('FAIL Own DKIM key postern, which signs: DNS has another key there');
    expect(other.code).toBe(2);
  });

  it('asks real DNS, and says what is fine', async () => {
    const settings = await houseIn(FINE);
    const ran = await settings(['domain-check']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('Mail from acme.example through smtp.office365.com');
    expect(ran.out).toContain('ok   acme.example lets Microsoft 365 send (SPF). [spf-good]');
    expect(ran.out).toContain('[dkim-key-missing]');
    expect(ran.out).toContain('found:   v=DMARC1; p=reject');
  });

  it('fails with the record to publish when mail is in danger, for any domain', async () => {
    const settings = await houseIn({ 'b.example': { txt: ['v=spf1 mx -all'], mx: ['mx.b.example'] } });
    const ran = await settings(['domain-check', 'b.example']);
    expect(ran.code).toBe(2);
    expect(ran.out).toContain('publish: b.example. TXT "v=spf1 mx include:spf.protection.outlook.com -all"');
  });

  it('is JSON when asked', async () => {
    const settings = await houseIn(FINE);
    expect((await settings(['domain-check', '--json'])).json()).toMatchObject({
      outcome: 'checked',
      domain: 'acme.example',
      findings: [{ reason: 'spf-good' }, { reason: 'dkim-key-missing' }, { reason: 'dmarc-enforced' }],
    });
  });

  it('refuses what is no domain', async () => {
    const settings = await houseIn(FINE);
    const ran = await settings(['domain-check', 'not a domain']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('such as "acme.example"');
  });
});
