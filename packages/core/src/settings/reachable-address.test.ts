import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublic, isReachable } from './reachable-address.ts';

describe('an address that an organization may reach', () => {
  it.each([
    '93.184.216.34',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('is one of the public internet: %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['100.64.0.1', '169.254.1.1', '169.254.169.254', '168.63.129.16', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2002:7f00:1::', '2001:0:1::'],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:10.1.2.3',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b::a9fe:a9fe',
      '[::1]',
    ],
    ...['::ffff:0:127.0.0.1', '::ffff:0:a00:1', '64:ff9b:1::808:808', '64:ff9b:1:a00::1', '::a9fe:a9fe'],
    ...['2001:0:7f00:1::', '2001:10::1', '2001:db8::1', 'fec0::1', '5f00::1', '100::1', '4000::1', 'e000::1'],
    ...['fd00:ec2::254', 'fd20:ce::254', '2002:a9fe:a9fe::1', '169.254.170.23', '192.0.0.192'],
    ...[
      '0177.0.0.1',
      '0x7f.1',
      '127.0.0.1.',
      '１２７.0.0.1',
      '127.0.0.1/8',
      'user@8.8.8.8',
      '/run/smtp.sock',
    ],
    ...['fe80::1%eth0', 'localhost', '', '127.1', '0x7f000001', '2130706433'],
  ])('is not %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it('is one of a network that the host names, however the address is written', () => {
    const networks = ['10.1.0.0/16', '127.0.0.1', '*.example.com'];
    expect(isReachable('10.1.2.3', networks)).toBe(true);
    expect(isReachable('::ffff:10.1.2.3', networks)).toBe(true);
    expect(isReachable('10.2.0.1', networks)).toBe(false);
    expect(isReachable('127.0.0.1', networks)).toBe(true);
    expect(isReachable('127.0.0.2', networks)).toBe(false);
  });

  it('is never a metadata service, whatever the host names', () => {
    const everything = ['0.0.0.0/0', '::/0'];
    for (const address of [
      '169.254.169.254',
      '::ffff:a9fe:a9fe',
      'fd00:ec2::254',
      'fd00:ec2::23',
      'fd20:ce::254',
      'fd00:c1::a9fe:a9fe',
      '64:ff9b::a9fe:a9fe',
      '::ffff:0:a9fe:a9fe',
      '169.254.170.23',
      '168.63.129.16',
      '100.100.100.200',
    ])
      expect(isReachable(address, everything)).toBe(false);
    expect(isReachable('10.0.0.1', everything)).toBe(true);
  });

  it('is judged the same in IPv4 and wrapped in IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublic(`::ffff:${address}`)).toBe(isPublic(address));
      }),
    );
  });
});
