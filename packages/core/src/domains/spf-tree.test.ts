import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeHolds } from '../settings/address-range.ts';
import { ipAddressOf } from '../settings/fields/ip-address.ts';
import { FakeDns, type Zone } from '../testing/fake-dns.ts';
import { readSpfTree, type SpfTree } from './spf-tree.ts';

const DOMAIN = 'acme.example';

function read(record: string | readonly string[], zone: Zone = {}): Promise<SpfTree> {
  return readSpfTree(DOMAIN, new FakeDns({ [DOMAIN]: { txt: [record].flat() }, ...zone }));
}

function lets(tree: SpfTree, text: string): boolean {
  const address = ipAddressOf(text);
  return address !== null && tree.passing.some((range) => rangeHolds(range, address));
}

describe('readSpfTree', () => {
  it('gathers what passes through ip4, ip6, a, mx, include and redirect', async () => {
    const tree = await read(
      'v=spf1 ip4:192.0.2.0/24 IP6:2001:db8::/32 a/28 mx:mail.example include:_spf.example redirect=next.example',
      {
        [DOMAIN]: {
          txt: [
            'google-site-verification=x',
            'v=spf1 ip4:192.0.2.0/24 IP6:2001:db8::/32 a/28 mx:mail.example include:_SPF.example. redirect=next.example',
          ],
          a: ['198.51.100.16'],
        },
        'mail.example': { mx: ['mx1.example', 'mx2.example'] },
        'mx1.example': { a: ['203.0.113.1'] },
        'mx2.example': { a: ['203.0.113.2', '2001:db9::1'] },
        '_spf.example': { txt: ['v=spf1 ip4:203.0.113.100 -all'] },
        'next.example': { txt: ['v=spf1 ip4:203.0.113.200 ~all'] },
      },
    );
    expect(tree.problem).toBeNull();
    expect(tree.others).toBe('~');
    expect(tree.includes).toEqual(['_spf.example']);
    const passing = [
      '192.0.2.77',
      '2001:db8::1',
      '198.51.100.31',
      '203.0.113.1',
      '203.0.113.2',
      '2001:db9::1',
      '203.0.113.100',
      '203.0.113.200',
    ];
    for (const address of passing) expect([address, lets(tree, address)]).toEqual([address, true]);
    for (const address of ['192.0.3.1', '198.51.100.32', '203.0.113.3'])
      expect(lets(tree, address)).toBe(false);
  });

  it('lets nobody pass by mechanisms that refuse, however deep', async () => {
    const tree = await read('v=spf1 -ip4:192.0.2.1 ~include:in.example -all', {
      'in.example': { txt: ['v=spf1 ip4:192.0.2.2 -all'] },
    });
    expect(tree.passing).toEqual([]);
    expect(tree.others).toBe('-');
  });

  it('takes no notice of what stands after all, nor of a redirect beside it', async () => {
    const tree = await read('v=spf1 -all ip4:192.0.2.1 redirect=nowhere.example');
    expect(tree).toMatchObject({ passing: [], others: '-', problem: null });
  });

  const LONG = Array.from({ length: 11 }, (_, at) => `include:s${String(at)}.example`).join(' ');
  const LEAVES = Object.fromEntries(
    Array.from({ length: 11 }, (_, at) => [`s${String(at)}.example`, { txt: ['v=spf1 -all'] }]),
  );

  it.each<[string, string | readonly string[], Zone, string, string]>([
    ['no record', 'something else', {}, 'spf-missing', DOMAIN],
    ['two records', ['v=spf1 -all', 'v=spf1 ~all'], {}, 'spf-several', DOMAIN],
    ['an unknown mechanism', 'v=spf1 ipv4:192.0.2.1 -all', {}, 'spf-invalid', 'ipv4:192.0.2.1'],
    ['an address that is none', 'v=spf1 ip4:300.0.2.1 -all', {}, 'spf-invalid', 'ip4:300.0.2.1'],
    ['an IPv6 address as ip4', 'v=spf1 ip4:2001:db8::1 -all', {}, 'spf-invalid', 'ip4:2001:db8::1'],
    ['a prefix too long', 'v=spf1 ip4:192.0.2.1/33 -all', {}, 'spf-invalid', 'ip4:192.0.2.1/33'],
    ['an include of nothing', 'v=spf1 include: -all', {}, 'spf-invalid', 'include:'],
    ['two redirects', 'v=spf1 redirect=a.example redirect=b.example', {}, 'spf-invalid', 'redirect='],
    [
      'an include that has none',
      'v=spf1 include:gone.example -all',
      {},
      'spf-include-broken',
      'gone.example',
    ],
    ['an include of itself', `v=spf1 include:${DOMAIN} -all`, {}, 'spf-circular', DOMAIN],
    [
      'a circle',
      'v=spf1 include:b.example -all',
      {
        'b.example': { txt: ['v=spf1 include:c.example'] },
        'c.example': { txt: ['v=spf1 redirect=b.example'] },
      },
      'spf-circular',
      'b.example',
    ],
    ['eleven includes', `v=spf1 ${LONG} -all`, LEAVES, 'spf-too-many-lookups', '10'],
    [
      'three hosts that are gone',
      'v=spf1 a:x.example a:y.example a:z.example -all',
      {},
      'spf-void-lookups',
      'z.example',
    ],
    [
      'a name server that is silent',
      'v=spf1 include:s.example -all',
      { 's.example': 'failed' },
      'dns-failed',
      's.example',
    ],
  ])('names the fault of %s', async (_what, record, zone, reason, about) => {
    expect((await read(record, zone)).problem).toEqual({ reason, about });
  });

  it('takes ten lookups, and includes of one domain on two ways', async () => {
    const record = `v=spf1 ${LONG.split(' ').slice(0, 8).join(' ')} include:t.example -all`;
    const tree = await read(record, { ...LEAVES, 't.example': { txt: ['v=spf1 include:s0.example -all'] } });
    expect(tree.problem).toBeNull();
  });

  it('leaves open what only a mail can tell', async () => {
    for (const term of [
      'exists:%{i}.list.example',
      'include:%{ir}.%{d}.example',
      'ptr',
      'redirect=%{d}.example',
    ])
      expect(await read(`v=spf1 ${term}`)).toMatchObject({ open: true, problem: null });
  });

  it('ends within the limits of RFC 7208 whatever DNS holds', async () => {
    const names = ['acme.example', 'b.example', 'c.example', 'd.example'];
    const name = fc.constantFrom(...names);
    const term = fc.oneof(
      name.map((one) => `include:${one}`),
      name.map((one) => `mx:${one}`),
      name.map((one) => `a:${one}/24`),
      name.map((one) => `redirect=${one}`),
      fc.constantFrom('ip4:192.0.2.0/24', '?all', 'exists:%{i}', 'ptr'),
      fc.string(),
    );
    const record = fc.array(term, { maxLength: 30 }).map((terms) => `v=spf1 ${terms.join(' ')}`);
    const there = fc.record({
      txt: fc.array(record, { maxLength: 2 }),
      mx: fc.array(name, { maxLength: 12 }),
      a: fc.array(fc.ipV4(), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.tuple(there, there, there, there), async (records) => {
        const dns = new FakeDns(Object.fromEntries(names.map((one, at) => [one, records[at] ?? {}])));
        await readSpfTree(DOMAIN, dns);
        expect(dns.questions).toBeLessThanOrEqual(1 + 10 * 11);
      }),
    );
  });
});
