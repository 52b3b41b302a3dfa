import {
  AppError,
  inputIssues,
  namedPeopleSchema,
  nearestWord,
  publicUrlSchema,
  Secret,
  type InputIssue,
  type NamedPerson,
  dnsServersSchema,
} from '@postern/core';
import { z } from 'zod';
import {
  bodyLimit,
  concurrency,
  databaseUrl,
  keptDays,
  keyFile,
  listen,
  logLevel,
  workerListen,
} from './config-values.ts';
import type { ListenAddress, LogLevel } from './config-values.ts';

/** Where the keys that seal secrets come from. */
export type KeySource =
  /** A file, made on first use. */
  | { readonly kind: 'file'; readonly path: string }
  /** Given in `POSTERN_KEYS`: `id:base64,id:base64`, the first seals. */
  | { readonly kind: 'given'; readonly keys: Secret };

/** How this process runs; see `docs/operations.md`. */
export interface GatewayConfig {
  /** `file:…` or `memory:`. */
  readonly databaseUrl: string;
  readonly keySource: KeySource;
  readonly listen: ListenAddress;
  /** Where `postern worker` answers monitors; null: nowhere. */
  readonly workerListen: ListenAddress | null;
  /** How the world reaches the gateway, without a trailing slash; null: unknown. */
  readonly publicUrl: string | null;
  readonly logLevel: LogLevel;
  /** Resolvers that say what the world sees of a domain; empty: the system's. */
  readonly dnsServers: readonly string[];
  /** The largest webhook body, in bytes. */
  readonly bodyLimit: number;
  /** How many mails this process sends at the same time. */
  readonly concurrency: number;
  /** For how many days each kind is kept. */
  readonly keep: { readonly events: number; readonly quarantine: number; readonly reports: number };
  /** Who administers the system from Slack, whatever is granted there. */
  readonly systemAdministrators: readonly NamedPerson[];
}

/** An environment: names and values, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables and what each must be. Adding one touches this line, its schema and `docs/operations.md`. */
const VARIABLES = z.object({
  POSTERN_DATABASE_URL: databaseUrl,
  POSTERN_KEY_FILE: keyFile,
  POSTERN_KEYS: z.string().optional(),
  POSTERN_LISTEN: listen,
  POSTERN_WORKER_LISTEN: workerListen,
  POSTERN_PUBLIC_URL: publicUrlSchema,
  POSTERN_LOG_LEVEL: logLevel,
  POSTERN_DNS_SERVERS: dnsServersSchema,
  POSTERN_BODY_LIMIT: bodyLimit,
  POSTERN_CONCURRENCY: concurrency,
  POSTERN_KEEP_EVENTS: keptDays(90),
  POSTERN_KEEP_QUARANTINE: keptDays(90),
  POSTERN_KEEP_REPORTS: keptDays(400),
  POSTERN_SYSTEM_ADMINS: namedPeopleSchema,
});

const PREFIX = 'POSTERN_';
/** The names of all variables. */
export const VARIABLE_NAMES = Object.keys(VARIABLES.shape);

/**
 * Reads the configuration; an empty variable counts as not set.
 * @throws AppError `configuration-invalid` with every problem at once, never a value.
 */
export function parseConfig(environment: Environment): GatewayConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith(PREFIX) && value?.trim()),
  );
  const parsed = VARIABLES.safeParse(given);
  const issues = [
    ...(parsed.success ? [] : inputIssues(parsed.error)),
    ...contradictions(given),
    ...unknownVariables(given),
  ];
  if (!parsed.success || issues.length > 0) throw invalid(issues);
  const values = parsed.data;
  return {
    databaseUrl: values.POSTERN_DATABASE_URL,
    keySource:
      values.POSTERN_KEYS === undefined
        ? { kind: 'file', path: values.POSTERN_KEY_FILE }
        : { kind: 'given', keys: new Secret(values.POSTERN_KEYS) },
    listen: values.POSTERN_LISTEN,
    workerListen: values.POSTERN_WORKER_LISTEN,
    publicUrl: values.POSTERN_PUBLIC_URL,
    logLevel: values.POSTERN_LOG_LEVEL,
    dnsServers: values.POSTERN_DNS_SERVERS,
    bodyLimit: values.POSTERN_BODY_LIMIT,
    concurrency: values.POSTERN_CONCURRENCY,
    keep: {
      events: values.POSTERN_KEEP_EVENTS,
      quarantine: values.POSTERN_KEEP_QUARANTINE,
      reports: values.POSTERN_KEEP_REPORTS,
    },
    systemAdministrators: values.POSTERN_SYSTEM_ADMINS,
  };
}

function contradictions(given: Environment): InputIssue[] {
  if (given.POSTERN_KEYS === undefined || given.POSTERN_KEY_FILE === undefined) return [];
  return [{ path: 'POSTERN_KEYS', message: 'Give either POSTERN_KEYS or POSTERN_KEY_FILE, not both.' }];
}

function unknownVariables(given: Environment): InputIssue[] {
  return Object.keys(given)
    .filter((name) => !VARIABLE_NAMES.includes(name))
    .map((name) => ({ path: name, message: `There is no such variable.${nearest(name)}` }));
}

/** The prefix is left out: what all names share must not make any two of them look alike. */
function nearest(name: string): string {
  const word = nearestWord(
    name.slice(PREFIX.length),
    VARIABLE_NAMES.map((known) => known.slice(PREFIX.length)),
  );
  return word === null ? '' : ` Did you mean ${PREFIX}${word}?`;
}

function invalid(issues: readonly InputIssue[]): AppError {
  const lines = issues.map(({ path, message }) => `  ${path}: ${message}`);
  return new AppError('configuration-invalid', `The configuration is not valid.\n${lines.join('\n')}`, {
    issues,
  });
}
