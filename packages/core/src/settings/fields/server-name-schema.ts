import { z } from 'zod';
import { asciiDomain } from './ascii-domain.ts';
import { ipAddressOf } from './ip-address.ts';

/**
 * A server's name or address as the network knows it: lower-case ASCII for names, the canonical text for addresses
 * (IPv6 without brackets). Comparisons, bindings, DNS and TLS use this form; people see what they typed. Null when it is neither.
 */
export function asciiServerName(name: string): string | null {
  return ipAddressOf(name)?.text ?? asciiDomain(name);
}

/** Accepts the server's name (IDN too) or IP address, alone: kept as typed. */
export const serverNameSchema: z.ZodType<string> = z
  .string({ error: 'Give the name or the IP address of the server, such as "smtp.example.com".' })
  .trim()
  .transform((name, context) => {
    if (asciiServerName(name) !== null) return name;
    context.addIssue({ code: 'custom', message: adviceFor(name) });
    return z.NEVER;
  });

function adviceFor(name: string): string {
  if (name === '') return 'Give a value. To take the value away, unset the field.';
  if (name.includes('://'))
    return 'Give the name of the server alone, without "smtp://" or the like; the port goes into smtp-port, TLS into secure-connection.';
  if (/^[^:\s]+:\d+$/.test(name) || /^\[.*\]:\d+$/.test(name))
    return 'Give the name of the server alone; the port goes into smtp-port.';
  if (name.includes('@'))
    return 'Give the name of the server, not a mail address; the account goes into smtp-username.';
  if (/\s/.test(name)) return 'A server name has no spaces or line breaks in it.';
  return 'Give a DNS name or an IP address, such as "smtp.example.com" or "192.0.2.25".';
}
