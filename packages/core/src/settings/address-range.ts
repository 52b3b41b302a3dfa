import { ipAddressOf, type IpAddress } from './fields/ip-address.ts';

/** A block of addresses (RFC 4632): all that share the first `prefix` bits with `first`. */
export interface AddressRange {
  readonly first: IpAddress;
  readonly prefix: number;
}

/** Reads `192.0.2.0/24`, `2001:db8::/32`, or one address; null for anything else. Bits after the prefix are ignored. */
export function addressRangeOf(text: string): AddressRange | null {
  const [, address = '', digits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const first = ipAddressOf(address);
  if (first === null) return null;
  const prefix = digits === undefined ? first.bits : Number(digits);
  return prefix <= first.bits ? { first, prefix } : null;
}

/** Whether the range holds the address. An IPv4 address is never in an IPv6 range, however it is written. */
export function rangeHolds({ first, prefix }: AddressRange, address: IpAddress): boolean {
  if (first.bits !== address.bits) return false;
  const shift = BigInt(first.bits - prefix);
  return first.value >> shift === address.value >> shift;
}
