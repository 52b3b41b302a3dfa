import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { AppError } from '../../../kernel/errors.ts';
import { Secret } from '../../../kernel/secret.ts';

/** Where a server listens. */
export interface PostgresHost {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** Several are one database: a primary and its replicas, whichever is which. */
export type PostgresHosts = readonly [PostgresHost, ...PostgresHost[]];

/** What a `postgres://` URL says. */
export interface PostgresTarget {
  readonly hosts: PostgresHosts;
  readonly database: string;
  readonly user: string;
  /** Null: as `PGPASSWORD`, `PGPASSFILE` or the server's rules have it. */
  readonly password: Secret | null;
  /** False: no TLS. */
  readonly ssl: false | ConnectionOptions;
  /** The most connections of this process. */
  readonly pool: number;
  /** Milliseconds until connecting is given up. */
  readonly connectTimeout: number;
  /** Milliseconds after which a statement is stopped; 0: never. */
  readonly statementTimeout: number;
  /** Where to listen for changes, which is not through a pooler that gives connections away after each transaction; null: nowhere. */
  readonly listen: PostgresHosts | null;
}

const DEFAULT_PORT = 5432;

const KNOWN = [
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'host',
  'target_session_attrs',
  'pool',
  'connect_timeout',
  'statement_timeout',
  'listen',
];

/**
 * Reads a database URL, as in `postgres://postern:secret@db.internal:5432/postern?sslmode=verify-full&pool=10`; with several
 * hosts, of which one is the primary, as in `postgres://postern:secret@db1:5432,db2:5432/postern`.
 * @throws AppError `configuration-invalid`, which repeats no part of the URL but names of parameters.
 */
export function postgresTarget(url: string): PostgresTarget {
  const { parsed, others } = parse(url);
  const { searchParams: parameters } = parsed;
  const unknown = [...parameters.keys()].find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    throw wrong(
      `The parameter "${unknown}" of the database URL is not known. Known are: ${KNOWN.join(', ')}.`,
    );
  }
  // Postern always writes. The parameter is known because other clients need it beside several hosts.
  oneOf(parameters, 'target_session_attrs', ['read-write', 'primary']);
  const database = decoded(parsed.pathname.slice(1));
  const user = decoded(parsed.username);
  const socket = parameters.get('host');
  const first = hostOf(parsed);
  const hosts: PostgresHosts = socket === null ? [first, ...others] : [{ ...first, host: socket }];
  if (hosts.some(({ host }) => host === ''))
    throw wrong('The database URL names no host. Write postgres://user@host/database.');
  if (database === '' || user === '') {
    throw wrong('The database URL names no database or no user. Write postgres://user@host/database.');
  }
  const password = decoded(parsed.password);
  return {
    hosts,
    database,
    user,
    password: password === '' ? null : new Secret(password),
    ssl: tlsOf(parameters, hosts),
    pool: wholeNumber(parameters, 'pool', { from: 1, to: 500, otherwise: 10 }),
    connectTimeout: 1000 * wholeNumber(parameters, 'connect_timeout', { from: 1, to: 300, otherwise: 10 }),
    statementTimeout: wholeNumber(parameters, 'statement_timeout', {
      from: 100,
      to: 600_000,
      otherwise: 30_000,
    }),
    listen: listenOf(parameters, hosts),
  };
}

/** The URL with its first host, and the hosts after that one: a URL as such has one. */
function parse(url: string): { readonly parsed: URL; readonly others: readonly PostgresHost[] } {
  const [, scheme = '', user = '', hosts = '', rest = ''] =
    /^([^:/]*:\/\/)((?:[^/?#@]*@)?)([^/?#@]*)((?:[/?#@].*)?)$/s.exec(url) ?? [];
  const [first = '', ...others] = hosts.split(',');
  try {
    return {
      // What has not this form, such as an @ in the password, is taken or refused as a whole.
      parsed: new URL(others.length === 0 ? url : `${scheme}${user}${first}${rest}`),
      others: others.map((other) => hostOf(new URL(`postgres://${other}/`))),
    };
  } catch {
    throw wrong(
      'The database URL cannot be read. Write postgres://user:password@host:5432/database, with special characters in the password percent-encoded.',
    );
  }
}

function hostOf({ hostname, port }: URL): PostgresHost {
  return {
    host: decoded(hostname).replace(/^\[|\]$/g, ''),
    port: port === '' ? DEFAULT_PORT : Number(port),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('A % in the database URL starts no percent-encoding. Write it as %25.');
  }
}

/**
 * TLS as libpq names it (https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION), without the modes
 * that fall back to plain text. Without `sslmode`: nothing on this machine itself, `verify-full` to any other.
 */
function tlsOf(parameters: URLSearchParams, hosts: PostgresHosts): false | ConnectionOptions {
  const mode = oneOf(parameters, 'sslmode', ['disable', 'require', 'verify-ca', 'verify-full']);
  const isSocket = hosts.every(({ host }) => host.startsWith('/'));
  const isHere = hosts.every(({ host }) => ['localhost', '127.0.0.1', '::1'].includes(host));
  if (isSocket || mode === 'disable' || (mode === null && isHere)) return false;
  const ca = pem(parameters, 'sslrootcert');
  const certificates = { ca, cert: pem(parameters, 'sslcert'), key: pem(parameters, 'sslkey') };
  switch (mode) {
    case 'require':
      // As in libpq: whoever names an authority wants it asked.
      return { ...certificates, rejectUnauthorized: ca !== undefined, checkServerIdentity: () => undefined };
    case 'verify-ca':
      return { ...certificates, rejectUnauthorized: true, checkServerIdentity: () => undefined };
    case 'verify-full':
    case null:
      return { ...certificates, rejectUnauthorized: true };
    default:
      return mode satisfies never;
  }
}

/** `listen`: `on` (also when it is missing), `off`, or the host and port of the database behind a pooler; several with commas. */
function listenOf(parameters: URLSearchParams, database: PostgresHosts): PostgresTarget['listen'] {
  const given = parameters.get('listen') ?? 'on';
  if (given === 'on') return database;
  if (given === 'off') return null;
  const [first, ...others] = given.split(',').map(listenHost);
  return first === undefined ? null : [first, ...others];
}

function listenHost(text: string): PostgresHost {
  const [, host, port = String(DEFAULT_PORT)] = /^([^:/@]+|\/[^:@]*)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535) {
    throw wrong(
      'listen of the database URL is on, off, or a host and a port, as in listen=db.internal:5432.',
    );
  }
  return { host, port: Number(port) };
}

function pem(parameters: URLSearchParams, name: string): Buffer | undefined {
  const path = parameters.get(name);
  if (path === null) return undefined;
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new AppError(
      'configuration-invalid',
      `The file ${path} (${name} of the database URL) cannot be read.`,
      {
        cause,
      },
    );
  }
}

function oneOf<T extends string>(parameters: URLSearchParams, name: string, known: readonly T[]): T | null {
  const given = parameters.get(name);
  if (given === null) return null;
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  throw wrong(`${name} of the database URL is one of: ${known.join(', ')}.`);
}

function wholeNumber(
  parameters: URLSearchParams,
  name: string,
  { from, to, otherwise }: { readonly from: number; readonly to: number; readonly otherwise: number },
): number {
  const given = parameters.get(name);
  if (given === null) return otherwise;
  const number = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
  if (number >= from && number <= to) return number;
  throw wrong(`${name} of the database URL is a whole number from ${from} to ${to}.`);
}

function wrong(text: string): AppError {
  return new AppError('configuration-invalid', text);
}
