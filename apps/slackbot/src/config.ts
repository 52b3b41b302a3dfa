import {
  AppError,
  dnsServersSchema,
  inputIssues,
  namedPeopleSchema,
  nearestWord,
  publicUrlSchema,
  type InputIssue,
  type NamedPerson,
  type Secret,
} from '@postern/core';
import { z } from 'zod';
import {
  apiUrl,
  appToken,
  botToken,
  clientId,
  clientSecret,
  databaseUrl,
  keyFile,
  keys,
  listen,
  logLevel,
  publicUrl,
  signingSecret,
  transport,
  type ListenAddress,
  type LogLevel,
} from './config-values.ts';

/** An environment: names and values, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How Slack reaches the bot. */
export type SlackTransport =
  /** Socket Mode: the bot calls Slack, no public address. */
  | { readonly kind: 'socket'; readonly appToken: Secret }
  /** Slack calls the bot, each request signed. */
  | { readonly kind: 'http'; readonly signingSecret: Secret; readonly listen: ListenAddress };

/** Which workspaces the bot serves. */
export type SlackAccess =
  /** The one whose token is given. */
  | { readonly kind: 'token'; readonly botToken: Secret }
  /** Every one that installs the app: each one's token is kept in the database. */
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: Secret;
      /** Where browsers reach the bot; no slash at its end. */
      readonly publicUrl: string;
      readonly listen: ListenAddress;
    };

/** Where the keys that seal secrets come from. */
export type KeySource =
  /** A file, made on first use. */
  | { readonly kind: 'file'; readonly path: string }
  /** Given in `POSTERN_KEYS`: `id:base64,id:base64`, the first seals. */
  | { readonly kind: 'given'; readonly keys: Secret };

/** How this process runs. */
export interface SlackbotConfig {
  readonly transport: SlackTransport;
  readonly access: SlackAccess;
  /** Ends with a slash. */
  readonly apiUrl: string;
  /** Who may do everything; whoever asks without rights is sent to them. */
  readonly systemAdministrators: readonly NamedPerson[];
  /** Where the gateway’s pages are, without a slash at its end; null: unknown, so that no page can be linked to. */
  readonly gatewayUrl: string | null;
  /** `file:…` or `memory:`. */
  readonly databaseUrl: string;
  readonly keySource: KeySource;
  readonly logLevel: LogLevel;
  /** Resolvers for what the world sees of a sender's domain; none: the system's. */
  readonly dnsServers: readonly string[];
}

/** All but the access. */
type TransportConfig = Omit<SlackbotConfig, 'access'>;

/** What is read whichever way Slack reaches the bot. */
const SHARED = {
  SLACK_API_URL: apiUrl,
  POSTERN_SYSTEM_ADMINS: namedPeopleSchema,
  POSTERN_PUBLIC_URL: publicUrlSchema,
  POSTERN_DATABASE_URL: databaseUrl,
  POSTERN_KEY_FILE: keyFile,
  POSTERN_KEYS: keys.optional(),
  POSTERN_LOG_LEVEL: logLevel,
  POSTERN_DNS_SERVERS: dnsServersSchema,
} as const;

/** The variables by transport. What the other transport needs may be set: then changing over is one variable. */
const VARIABLES = {
  socket: z.object({ ...SHARED, SLACK_APP_TOKEN: appToken }),
  http: z.object({ ...SHARED, SLACK_SIGNING_SECRET: signingSecret, SLACK_LISTEN: listen }),
} as const;

/** The variables by access. */
const ACCESS = {
  token: z.object({ SLACK_BOT_TOKEN: botToken }),
  oauth: z.object({
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_PUBLIC_URL: publicUrl,
    SLACK_LISTEN: listen,
  }),
} as const;

/** The names of all variables. */
export const VARIABLE_NAMES = [
  'SLACK_TRANSPORT',
  ...[...Object.values(VARIABLES), ...Object.values(ACCESS)].flatMap(({ shape }) => Object.keys(shape)),
];

/**
 * Reads the configuration; an empty variable counts as not set. Variables of `POSTERN_` that the gateway reads are left to
 * it, since both may share one environment.
 * @throws AppError `configuration-invalid` with every problem at once, never a value.
 */
export function parseConfig(environment: Environment): SlackbotConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const kind = transport.safeParse(given.SLACK_TRANSPORT);
  const issues: InputIssue[] = [
    ...(kind.success ? [] : inputIssues(kind.error).map((issue) => ({ ...issue, path: 'SLACK_TRANSPORT' }))),
    ...contradictions(given),
    ...unknownVariables(given),
  ];
  const access = isForSeveral(given) ? byOauth(given, issues) : byToken(given, issues);
  const config = kind.data === 'http' ? overHttp(given, issues) : overSocket(given, issues);
  if (access?.kind === 'oauth') issues.push(...peopleWithoutWorkspace(config?.systemAdministrators ?? []));
  if (config === null || access === null || issues.length > 0) throw invalid(issues);
  return { ...config, access };
}

function isForSeveral({ SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret }: Environment): boolean {
  return id !== undefined || secret !== undefined;
}

function byToken(given: Environment, issues: InputIssue[]): SlackAccess | null {
  const parsed = ACCESS.token.safeParse(given);
  if (!parsed.success) return report(parsed.error, issues);
  return { kind: 'token', botToken: parsed.data.SLACK_BOT_TOKEN };
}

function byOauth(given: Environment, issues: InputIssue[]): SlackAccess | null {
  const parsed = ACCESS.oauth.safeParse(given);
  if (!parsed.success) return report(parsed.error, issues);
  return {
    kind: 'oauth',
    clientId: parsed.data.SLACK_CLIENT_ID,
    clientSecret: parsed.data.SLACK_CLIENT_SECRET,
    publicUrl: parsed.data.SLACK_PUBLIC_URL,
    listen: parsed.data.SLACK_LISTEN,
  };
}

/** A user id is somebody’s within one workspace; another workspace may have the same for somebody else. */
function peopleWithoutWorkspace(people: readonly NamedPerson[]): InputIssue[] {
  if (people.every(({ teamId }) => teamId !== null)) return [];
  const message = 'With several workspaces, name each person with theirs, such as T0123ABCD/U024BE7LH.';
  return [{ path: 'POSTERN_SYSTEM_ADMINS', message }];
}

function overSocket(given: Environment, issues: InputIssue[]): TransportConfig | null {
  const parsed = VARIABLES.socket.safeParse(given);
  if (!parsed.success) return report(parsed.error, issues);
  return { ...shared(parsed.data), transport: { kind: 'socket', appToken: parsed.data.SLACK_APP_TOKEN } };
}

function overHttp(given: Environment, issues: InputIssue[]): TransportConfig | null {
  const parsed = VARIABLES.http.safeParse(given);
  if (!parsed.success) return report(parsed.error, issues);
  const { SLACK_SIGNING_SECRET: secret, SLACK_LISTEN: address } = parsed.data;
  return { ...shared(parsed.data), transport: { kind: 'http', signingSecret: secret, listen: address } };
}

function shared(values: z.output<z.ZodObject<typeof SHARED>>): Omit<TransportConfig, 'transport'> {
  return {
    apiUrl: values.SLACK_API_URL,
    systemAdministrators: values.POSTERN_SYSTEM_ADMINS,
    gatewayUrl: values.POSTERN_PUBLIC_URL,
    databaseUrl: values.POSTERN_DATABASE_URL,
    keySource:
      values.POSTERN_KEYS === undefined
        ? { kind: 'file', path: values.POSTERN_KEY_FILE }
        : { kind: 'given', keys: values.POSTERN_KEYS },
    logLevel: values.POSTERN_LOG_LEVEL,
    dnsServers: values.POSTERN_DNS_SERVERS,
  };
}

function report(error: z.ZodError, issues: InputIssue[]): null {
  issues.push(...inputIssues(error));
  return null;
}

function contradictions(given: Environment): InputIssue[] {
  const issues: InputIssue[] = [];
  if (given.POSTERN_KEYS !== undefined && given.POSTERN_KEY_FILE !== undefined)
    issues.push({ path: 'POSTERN_KEYS', message: 'Give either POSTERN_KEYS or POSTERN_KEY_FILE, not both.' });
  if (given.SLACK_BOT_TOKEN !== undefined && isForSeveral(given)) {
    const message =
      'Give either SLACK_BOT_TOKEN, for one workspace, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_PUBLIC_URL, for every workspace that installs the app; not both.';
    issues.push({ path: 'SLACK_BOT_TOKEN', message });
  }
  return issues;
}

/** Only a near miss is a problem: other programs read variables named `SLACK_…` too. */
function unknownVariables(given: Environment): InputIssue[] {
  return Object.keys(given)
    .filter((name) => name.startsWith(PREFIX) && !VARIABLE_NAMES.includes(name))
    .flatMap((name) => {
      const word = nearestWord(
        name.slice(PREFIX.length),
        VARIABLE_NAMES.filter((known) => known.startsWith(PREFIX)).map((known) => known.slice(PREFIX.length)),
      );
      if (word === null) return [];
      return [{ path: name, message: `There is no such variable. Did you mean ${PREFIX}${word}?` }];
    });
}

const PREFIX = 'SLACK_';

function invalid(found: readonly InputIssue[]): AppError {
  // A variable that two ways in share is read twice.
  const issues = found.filter(({ path, message }, place) =>
    found.slice(0, place).every((earlier) => earlier.path !== path || earlier.message !== message),
  );
  const lines = issues.map(({ path, message }) => `  ${path}: ${message}`);
  return new AppError('configuration-invalid', `The configuration is not valid.\n${lines.join('\n')}`, {
    issues,
  });
}
