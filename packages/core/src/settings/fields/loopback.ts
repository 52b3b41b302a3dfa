import { ipAddressOf } from './ip-address.ts';

/** Whether a server's name or address is this machine: traffic to it crosses no network. */
export function isLoopback(server: string): boolean {
  const name = server.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const address = ipAddressOf(name);
  if (address === null) return false;
  return address.bits === 32 ? address.value >> 24n === 127n : address.value === 1n;
}
