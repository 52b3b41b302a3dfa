/**
 * Every code that {@link AppError} may carry, with what it means. `docs/error-codes.md` lists the same codes and each
 * edge (HTTP, command line, Slack) has one table over them; a test holds the three together.
 */
export const ERROR_CODES = {
  'input-invalid': 'What was given does not have the shape or the range it must have.',
  'not-found': 'The thing named does not exist, or the person asking may not see it.',
  'not-allowed': 'The person asking may not do this.',
  conflict: 'The thing was changed by someone else meanwhile, or a name is taken.',
  refused:
    'The request is well-formed, but a rule of the product forbids it; the text says which and the way out.',
  'key-missing': 'A secret is sealed with a key that is not among the live keys.',
  'key-unreadable': 'The key file cannot be read or does not hold keys.',
  'seal-broken':
    'A sealed secret does not open: it was altered, or moved to another place than the one it is bound to.',
  'reference-unreadable': 'A secret is a reference (env: or file:) and what it points to cannot be read.',
  'storage-unavailable': 'The database cannot be read or written now: disk full, read-only, locked, or gone.',
  'storage-newer': 'The database was written by a newer version of Postern.',
  'storage-corrupt': 'What came back from storage does not have the shape it was written with.',
  'configuration-invalid': 'The environment that configures this process is wrong.',
  overloaded: 'More arrives than can be stored now; come back later.',
  'shutting-down': 'The process is stopping and takes nothing new.',
  internal: 'A defect in Postern.',
} as const;

/** The closed set of error codes. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** One fault in what was given: where it is and what to do about it. */
export interface InputIssue {
  /** Where: a field name, an option, or a path such as `recipients[2]`. Empty for the whole. */
  readonly path: string;
  /** A full sentence for the person who reads it. Never contains the value of a secret. */
  readonly message: string;
}

/** What an {@link AppError} is made of. */
export interface AppErrorOptions {
  /** For the log only: what happened inside. No secrets. */
  readonly detail?: string;
  readonly cause?: unknown;
  readonly issues?: readonly InputIssue[];
}

/** A broken expectation. `message` is the public text, fit for the person at the edge; `detail` is for the log. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly issues: readonly InputIssue[];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.issues = options.issues ?? [];
  }
}

/** The error as an {@link AppError}: itself, or wrapped as `internal` with its text kept for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError('internal', 'Something went wrong inside Postern.', { detail, cause: error });
}
