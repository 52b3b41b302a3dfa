import { z } from 'zod';

const isIPv4 = (text: string): boolean => z.ipv4().safeParse(text).success;
const isIPv6 = (text: string): boolean => z.ipv6().safeParse(text).success;

/** Resolvers: addresses, each with a port if it is not 53, parted by commas. None: the system's. */
export const dnsServersSchema = z
  .string()
  .transform((text) => text.split(',').map((server) => server.trim()))
  .refine((servers) => servers.every(isResolver), {
    error: 'Give addresses of DNS resolvers, such as 9.9.9.9,1.1.1.1:53 or [2620:fe::fe]:53.',
  })
  .default([]);

function isResolver(text: string): boolean {
  if (isIPv4(text) || isIPv6(text)) return true;
  const [, bracketed, bare, port = '53'] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const known = bracketed === undefined ? isIPv4(bare ?? '') : isIPv6(bracketed);
  return known && Number(port) > 0 && Number(port) <= 65_535;
}
