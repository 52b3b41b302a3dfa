import { isIPv4, isIPv6 } from 'node:net';
import { Secret } from '@postern/core';
import { z } from 'zod';

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where the bot listens when Slack calls it over HTTP. */
export interface ListenAddress {
  /** An address or a name, without brackets. */
  readonly host: string;
  /** 0–65535; 0 takes a free one. */
  readonly port: number;
}

/** Slack sends nobody back to an address without TLS. */
const PUBLIC_URL =
  'Give the https:// address under which browsers reach SLACK_LISTEN, such as https://bot.example.com.';

/** `SLACK_TRANSPORT`. */
export const transport = z
  .enum(['socket', 'http'], {
    error: 'Give socket (needs no public address) or http (Slack calls a public address).',
  })
  .default('socket');

/** `SLACK_BOT_TOKEN`. */
export const botToken = token({
  // Tokens that rotate are xoxe.xoxb-…: https://docs.slack.dev/authentication/using-token-rotation
  pattern: /^(?:xoxe\.)?xoxb-\S+$/,
  error: 'Give the bot token of the installed app: it starts with xoxb-.',
});

/** `SLACK_CLIENT_ID`. */
export const clientId = z
  .string({ error: 'Give the client id from “Basic Information” of the app.' })
  .trim()
  .regex(/^\d+\.\d+$/, { error: 'Give the client id from “Basic Information” of the app, such as 123.456.' });

/** `SLACK_CLIENT_SECRET`. */
export const clientSecret = token({
  pattern: /^\S{16,}$/,
  error: 'Give the client secret from “Basic Information” of the app.',
});

/** `SLACK_PUBLIC_URL`; without a slash at its end. */
export const publicUrl = z
  .string({ error: PUBLIC_URL })
  .refine((text) => isHttpUrl(text) && text.startsWith('https:'), { error: PUBLIC_URL })
  .transform((text) => text.replace(/(?<!\/)\/+$/, ''));

/** `SLACK_APP_TOKEN`. */
export const appToken = token({
  pattern: /^xapp-\S+$/,
  error: 'Give an app-level token with the scope connections:write: it starts with xapp-.',
});

/** `SLACK_SIGNING_SECRET`. */
export const signingSecret = token({
  pattern: /^\S{16,}$/,
  error: 'Give the signing secret from “Basic Information” of the app.',
});

/** `SLACK_LISTEN`: `host:port`, an IPv6 address in brackets. */
export const listen = z
  .string()
  .transform((text, context): ListenAddress => {
    const address = parseListen(text);
    if (address !== null) return address;
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'Give an address and a port from 0 to 65535, such as 127.0.0.1:8026 or [::1]:8026.',
    });
    return z.NEVER;
  })
  .prefault('127.0.0.1:8026');

/** `SLACK_API_URL`; ends with a slash, as the client wants it. */
export const apiUrl = z
  .string()
  .refine(isHttpUrl, { error: 'Give an http:// or https:// address, such as https://slack.com/api/.' })
  .transform((text) => (text.endsWith('/') ? text : `${text}/`))
  .default('https://slack.com/api/');

/** `POSTERN_DATABASE_URL`; which schemes there are is storage's to say. */
export const databaseUrl = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:/i, { error: 'Give a URL such as file:./data/postern.db.' })
  .default('file:./data/postern.db');

/** `POSTERN_KEY_FILE`. */
export const keyFile = z.string().default('./data/postern.key');

/** `POSTERN_KEYS`. */
export const keys = z.string().transform((text) => new Secret(text));

/** `POSTERN_LOG_LEVEL`. */
export const logLevel = z
  .enum(LOG_LEVELS, { error: `Give one of ${LOG_LEVELS.join(', ')}.` })
  .default('info');

function token({ pattern, error }: { readonly pattern: RegExp; readonly error: string }) {
  return z
    .string({ error })
    .trim()
    .regex(pattern, { error, abort: true })
    .transform((text) => new Secret(text));
}

function parseListen(text: string): ListenAddress | null {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:[\]\s/]+)):(?<port>\d{1,5})$/.exec(text.trim());
  const { v6, host, port } = match?.groups ?? {};
  if (port === undefined || Number(port) > 65_535) return null;
  if (v6 !== undefined) return isIPv6(v6) ? { host: v6, port: Number(port) } : null;
  if (host === undefined || (/^[\d.]+$/.test(host) && !isIPv4(host))) return null;
  return { host, port: Number(port) };
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.search === '' &&
    url.hash === ''
  );
}
