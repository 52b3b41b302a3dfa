import { z } from 'zod';

const IPV4 = z.ipv4();
const IPV6 = z.ipv6();

/** An IP address as a number with its width, so that addresses compare and ranges contain. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
  /** The canonical text: dotted for IPv4, RFC 5952 without brackets for IPv6. */
  readonly text: string;
}

/** Reads an IPv4 or IPv6 address, brackets allowed around the latter; null for anything else, zone ids included. */
export function ipAddressOf(text: string): IpAddress | null {
  if (IPV4.safeParse(text).success) return { bits: 32, value: numberOf(text.split('.'), 10, 8n), text };
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  return IPV6.safeParse(bare).success ? ipv6Of(bare) : null;
}

function ipv6Of(text: string): IpAddress | null {
  // The URL parser gives the one spelling of RFC 5952, IPv4 tails turned into hexadecimal groups.
  const url = `http://[${text}]/`;
  if (!URL.canParse(url)) return null;
  const canonical = new URL(url).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return { bits: 128, value: numberOf([...before, ...zeros, ...after], 16, 16n), text: canonical };
}

function numberOf(groups: readonly string[], radix: number, width: bigint): bigint {
  return groups.reduce((value, group) => (value << width) | BigInt(Number.parseInt(group, radix)), 0n);
}
