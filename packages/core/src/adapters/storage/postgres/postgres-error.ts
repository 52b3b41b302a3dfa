import { AppError, toAppError, type ErrorCode } from '../../../kernel/errors.ts';

type Meaning = readonly [ErrorCode, string];

const UNAVAILABLE = 'storage-unavailable';

const FORGETFUL =
  'A pooler in front of the database mixes up prepared statements. Take PgBouncer 1.21 or newer with max_prepared_statements above 0, or its session mode, or go to the database itself.';

/** What SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html) mean to the people who run the machine; a class (two letters) where no code is listed. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '28P01': [
    UNAVAILABLE,
    'The database refuses the password. Correct user and password in POSTERN_DATABASE_URL (special characters percent-encoded).',
  ],
  '28': [
    UNAVAILABLE,
    'The database lets this user not in from this machine. Check the user’s name, and the server’s pg_hba.conf: also whether it asks for TLS (sslmode).',
  ],
  '3D000': [
    UNAVAILABLE,
    'There is no such database on the server. Create it (createdb), or correct its name in POSTERN_DATABASE_URL.',
  ],
  '3F000': [UNAVAILABLE, 'There is no such schema in the database. Create it, or correct the search_path.'],
  '42501': [
    UNAVAILABLE,
    'The database’s user may not do this. Make it the owner of Postern’s tables and let it create in their schema, or divide the work between two users as in deploy/postgres-roles.sql.',
  ],
  '25006': [
    UNAVAILABLE,
    'The database is read-only: this is a replica, or it was set so. Point POSTERN_DATABASE_URL at the primary, or name all its hosts there (postgres://user@a,b/database); Postern goes on by itself once one of them takes writes.',
  ],
  '53300': [
    UNAVAILABLE,
    'The database has no connection left. Give fewer to each process (pool=5 in POSTERN_DATABASE_URL), raise max_connections, or put PgBouncer in between.',
  ],
  '53100': [
    UNAVAILABLE,
    'The database’s disk is full: nothing can be stored. Make room; Postern goes on by itself then.',
  ],
  '53': [UNAVAILABLE, 'The database server is short of resources. Look at its log.'],
  '57014': [
    UNAVAILABLE,
    'The database took too long and the statement was stopped. Look for a long lock or a slow disk.',
  ],
  '57': [
    UNAVAILABLE,
    'The database server is stopping or starting. Postern goes on by itself once it is there.',
  ],
  '58': [UNAVAILABLE, 'The database server’s disk answers with errors. Look at its log.'],
  '08': [UNAVAILABLE, 'The connection to the database broke. Postern goes on by itself once it is back.'],
  '25P03': [UNAVAILABLE, 'This process was too slow in a transaction and the database ended it. Try again.'],
  '25P04': [UNAVAILABLE, 'A transaction took too long and the database ended it. Try again.'],
  '40': [UNAVAILABLE, 'Several processes were in each other’s way in the database. Try again.'],
  '55P03': [UNAVAILABLE, 'Something else holds a lock in the database. Try again.'],
  '42P01': [
    'storage-corrupt',
    'A table is missing in the database. Restore it from a backup, or check the search_path.',
  ],
  XX001: ['storage-corrupt', 'The database is damaged. Stop Postern and restore it from a backup.'],
  XX002: ['storage-corrupt', 'The database is damaged. Stop Postern and restore it from a backup.'],
  '26000': [UNAVAILABLE, FORGETFUL],
  '42P05': [UNAVAILABLE, FORGETFUL],
  '23': ['internal', 'Something was stored twice under one id.'],
};

/** What the network and TLS say (Node’s error codes). */
const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'Nothing listens there. Check that PostgreSQL runs, and host and port in POSTERN_DATABASE_URL.',
  ENOTFOUND: 'Its host name is unknown. Check POSTERN_DATABASE_URL.',
  EAI_AGAIN: 'Its host name cannot be looked up now. Check the name servers.',
  ENOENT: 'There is no such socket. Check the folder in host=, and that PostgreSQL runs.',
  EACCES: 'Its socket may not be opened. Let Postern’s user in.',
  ETIMEDOUT: 'It does not answer. Check the network and firewalls.',
  EHOSTUNREACH: 'Its machine cannot be reached. Check the network.',
  ENETUNREACH: 'Its network cannot be reached. Check the network.',
  ECONNRESET: 'The connection broke. Postern goes on by itself once it is back.',
  EPIPE: 'The connection broke. Postern goes on by itself once it is back.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'Its certificate is self-signed. Give its authority as sslrootcert=/path/ca.pem.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'Its certificate is from an unknown authority. Give it as sslrootcert=/path/ca.pem.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'Its certificate is from an unknown authority. Give it as sslrootcert=/path/ca.pem.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'Its certificate is from an unknown authority. Give it as sslrootcert=/path/ca.pem.',
  CERT_SIGNATURE_FAILURE:
    'Its certificate is from another authority of the same name. Give the present one as sslrootcert=/path/ca.pem.',
  CERT_NOT_YET_VALID: 'Its certificate is not valid yet. Check the clock of this machine.',
  CERT_HAS_EXPIRED: 'Its certificate has expired. Renew it on the database server.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Its certificate is for another name. Use the name in the certificate as host.',
};

/** Texts of errors that carry no code. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [
    /server does not support SSL/i,
    'It does not offer TLS. Switch TLS on there, or write sslmode=disable where the network itself is private.',
  ],
  [
    /SSL alert|SSL routines|TLS connection/i,
    'TLS with it does not come about. Check sslcert and sslkey, which it may ask for or refuse, and its log.',
  ],
  [
    /password must be a string|no password/i,
    'It asks for a password. Put one into POSTERN_DATABASE_URL, or set PGPASSWORD.',
  ],
  [
    /timeout exceeded when trying to connect|timeout expired/i,
    'It does not answer in time. Check the network, and how busy it is.',
  ],
  [/Query read timeout/i, 'It does not answer in time. Check the network, and how busy it is.'],
  [
    /terminated|Connection.*closed|not queryable|Client was closed|ended/i,
    'The connection broke. Postern goes on by itself once it is back.',
  ],
];

/** Any error of a storage operation as an {@link AppError} that says what to do. It repeats no value and nothing of the URL. */
export function postgresError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const root = rootOf(error);
  const code = codeOf(root);
  const [kind, text] = meaningOf(root, code) ?? [
    'internal',
    'The database refused what Postern asked of it.',
  ];
  return new AppError(kind, text, { detail: `${code}: ${root.message}`, cause: bare(root) });
}

/** The error without the fields in which the driver repeats rows, parameters and statements. */
function bare(error: Error): Error {
  const cause = new Error(error.message);
  if (error.stack !== undefined) cause.stack = error.stack;
  return cause;
}

/** Whether the connection is of no use any more: lost, ended by the server, or stuck in a statement. */
export function isConnectionLost(error: unknown): boolean {
  const root = rootOf(error);
  const code = codeOf(root);
  if (isSqlState(code)) return ['08', '57P', '25P03', '25P04'].some((lost) => code.startsWith(lost));
  return code in NETWORK || TEXTS.some(([pattern]) => pattern.test(root.message));
}

/** Whether the connection leads to a database that takes no writes, such as a replica. */
export function isReadOnly(error: unknown): boolean {
  return codeOf(rootOf(error)) === '25006';
}

/** Whether nothing came back in time: asking at once on another connection would only wait again. */
export function isTimeout(error: unknown): boolean {
  return /timeout/i.test(rootOf(error).message);
}

/** Whether the operation was undone because another one was in the way, and may simply be done again. */
export function isContention(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(rootOf(error)));
}

function meaningOf(root: Error, code: string): Meaning | undefined {
  if (isSqlState(code)) return MEANINGS[code] ?? MEANINGS[code.slice(0, 2)];
  const text = NETWORK[code] ?? TEXTS.find(([pattern]) => pattern.test(root.message))?.[1];
  return text === undefined ? undefined : [UNAVAILABLE, `The database cannot be used. ${text}`];
}

/** drizzle wraps the driver's error together with the parameters, which are nobody's business; several addresses of one host come as one error. */
function rootOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return rootOf(error.cause);
  return error instanceof Error ? error : toAppError(error);
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && !(code in NETWORK);
}
