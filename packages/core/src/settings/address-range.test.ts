import { describe, expect, it } from 'vitest';
import { addressRangeOf, rangeHolds } from './address-range.ts';
import { ipAddressOf } from './fields/ip-address.ts';

describe('ipAddressOf', () => {
  it.each([
    ['192.0.2.25', '192.0.2.25'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[::1]', '::1'],
    ['::', '::'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ])('reads %s as %s', (text, canonical) => {
    expect(ipAddressOf(text)?.text).toBe(canonical);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '0x7f.0.0.1',
    ':::',
    'fe80::1%eth0',
    '[1.2.3.4]',
    'a',
  ])('takes %j for no address', (text) => {
    expect(ipAddressOf(text)).toBeNull();
  });
});

describe('an address range', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3/8', '10.9.9.9', true],
    ['192.0.2.25', '192.0.2.25', true],
    ['192.0.2.25', '192.0.2.26', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['192.0.2.128/25', '192.0.2.127', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:0db8:0::0001', true],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', false],
  ])('%s holds %s: %s', (range, address, held) => {
    expect(rangeHolds(addressRangeOf(range)!, ipAddressOf(address)!)).toBe(held);
  });

  it.each(['10.0.0.0/33', '2001:db8::/129', '10.0.0.0/', '10.0.0.0/8/8', '/8', 'example.com', '10.0.0.0/-1'])(
    '%j is none',
    (text) => {
      expect(addressRangeOf(text)).toBeNull();
    },
  );
});
