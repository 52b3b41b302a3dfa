import { addressRangeOf, rangeHolds, type AddressRange } from './address-range.ts';
import { ipAddressOf, type IpAddress } from './fields/ip-address.ts';

/** Private networks: a server of a company's own is there, and much else is too (RFC 1918, RFC 4193, RFC 6598). */
export const PRIVATE_NETWORKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
];

/**
 * All that is not the public internet, besides private networks.
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry (RFC 6890), multicast
 * and reserved blocks.
 */
const SPECIAL = [
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
  // All but global unicast addresses (RFC 4291 section 2.4): 2000::/3 is the third eighth.
  ...['::/3', '4000::/2', '8000::/1'],
];

/**
 * Where clouds answer a machine's questions about itself, keys included: never the address of a mail server. Azure's is a
 * public one; AWS has one for containers and one in IPv6, Google, Oracle and Scaleway have theirs in IPv6.
 */
const METADATA = [
  ...['169.254.169.0/24', '169.254.170.0/24', '169.254.42.42', '168.63.129.16', '100.100.100.200'],
  ...['192.0.0.192', 'fd00:ec2::/32', 'fd20:ce::254', 'fd00:c1::a9fe:a9fe', 'fd00:42::42'],
];

const CLOSED = ranges([...PRIVATE_NETWORKS, ...SPECIAL]);
const NEVER = ranges(METADATA);

/** IPv6 that stands for an IPv4 address: mapped (RFC 4291 section 2.5.5.2), compatible, translated (RFC 2765), and NAT64 (RFC 6052). */
const WRAPPED = ranges(['::ffff:0:0/96', '::/96', '::ffff:0:0:0/96', '64:ff9b::/96']);

/**
 * Whether a server that an organization has chosen may be at that address: on the public internet, or in one of these
 * networks; a cloud's metadata service is in none.
 * @param networks addresses and blocks such as `10.1.0.0/16`; others are passed over.
 */
export function isReachable(address: string, networks: readonly string[]): boolean {
  const given = ipAddressOf(address);
  if (given === null) return false;
  const judged = unwrapped(given);
  if (isIn(NEVER, judged)) return false;
  return !isIn(CLOSED, judged) || isIn(ranges(networks), judged);
}

/** Whether the address is on the public internet. */
export function isPublic(address: string): boolean {
  return isReachable(address, []);
}

function unwrapped(address: IpAddress): IpAddress {
  const wrapped = isIn(WRAPPED, address) && address.value > 1n;
  if (!wrapped) return address;
  const value = address.value & 0xff_ff_ff_ffn;
  const bytes = [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn));
  return { bits: 32, value, text: bytes.join('.') };
}

function isIn(list: readonly AddressRange[], address: IpAddress): boolean {
  return list.some((range) => rangeHolds(range, address));
}

function ranges(texts: readonly string[]): readonly AddressRange[] {
  return texts.flatMap((text) => addressRangeOf(text) ?? []);
}
