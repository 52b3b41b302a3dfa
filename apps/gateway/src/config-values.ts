import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where the gateway listens. */
export interface ListenAddress {
  /** An address or a name, without brackets. */
  readonly host: string;
  /** 0–65535; 0 takes a free one. */
  readonly port: number;
}

/** `POSTERN_DATABASE_URL`; which schemes there are is storage's to say. */
export const databaseUrl = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:/i, {
    error: 'Give a URL such as file:./data/postern.db.',
  })
  .default('file:./data/postern.db');

/** `POSTERN_KEY_FILE`. */
export const keyFile = z.string().default('./data/postern.key');

/** `host:port`, an IPv6 address in brackets. */
const address = z.string().transform((text, context): ListenAddress => {
  const parsed = parseListen(text);
  if (parsed !== null) return parsed;
  context.issues.push({
    code: 'custom',
    input: text,
    message:
      'Give an address and a port from 0 to 65535, such as 127.0.0.1:8025, [::1]:8025, or 0.0.0.0:8025 for every interface.',
  });
  return z.NEVER;
});

/** `POSTERN_LISTEN`. */
export const listen = address.prefault('127.0.0.1:8025');

/** `POSTERN_WORKER_LISTEN`; null: nowhere. */
export const workerListen = address.nullable().default(null);

/** `POSTERN_LOG_LEVEL`. */
export const logLevel = z
  .enum(LOG_LEVELS, { error: `Give one of ${LOG_LEVELS.join(', ')}.` })
  .default('info');

/** `POSTERN_BODY_LIMIT` in bytes. */
export const bodyLimit = wholeNumber({
  from: 1_024,
  to: 67_108_864,
  error: 'Give a number of bytes from 1024 to 67108864 (64 MiB), such as 1048576.',
}).default(1_048_576);

/** `POSTERN_CONCURRENCY`. */
export const concurrency = wholeNumber({
  from: 1,
  to: 1_000,
  error: 'Give a whole number from 1 to 1000, such as 40.',
}).default(40);

/** `POSTERN_KEEP_…`: for how many days something is kept. */
export function keptDays(days: number) {
  return wholeNumber({
    from: 3,
    to: 36_500,
    error: `Give a whole number of days from 3 to 36500, such as ${String(days)}.`,
  }).default(days);
}

function wholeNumber(range: { readonly from: number; readonly to: number; readonly error: string }) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: range.error, abort: true })
    .transform(Number)
    .refine((value) => value >= range.from && value <= range.to, { error: range.error });
}

function parseListen(text: string): ListenAddress | null {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:[\]\s/]+)):(?<port>\d{1,5})$/.exec(text.trim());
  const { v6, host, port } = match?.groups ?? {};
  if (port === undefined || Number(port) > 65_535) return null;
  if (v6 !== undefined) return isIPv6(v6) ? { host: v6, port: Number(port) } : null;
  // Digits and dots alone are meant to be an IPv4 address: 127.0.0 or 300.1.1.1 is a slip, not a name.
  if (host === undefined || (/^[\d.]+$/.test(host) && !isIPv4(host))) return null;
  return { host, port: Number(port) };
}
