import type { ErrorCode } from '@postern/core';

/** What a command's exit status says; `docs/operations.md` lists the same. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** Refused: the input is not valid, a rule forbids it, or the thing does not exist. Nothing was changed. */
  refused: 1,
  /** Tried, and it failed: a test of settings, a check of the doctor. */
  failed: 2,
  /** Postern itself cannot work: configuration, keys, database. */
  unusable: 3,
  /** The command line was not understood (BSD `sysexits.h`: EX_USAGE). */
  usage: 64,
} as const;

/** An exit status. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The one table from error codes to exit codes. */
export const EXIT_OF_ERROR: Readonly<Record<ErrorCode, ExitCode>> = {
  'input-invalid': EXIT.refused,
  'not-found': EXIT.refused,
  'not-allowed': EXIT.refused,
  conflict: EXIT.refused,
  refused: EXIT.refused,
  'key-missing': EXIT.unusable,
  'key-unreadable': EXIT.unusable,
  'seal-broken': EXIT.unusable,
  'reference-unreadable': EXIT.failed,
  'storage-unavailable': EXIT.unusable,
  'storage-newer': EXIT.unusable,
  'storage-corrupt': EXIT.unusable,
  'configuration-invalid': EXIT.unusable,
  overloaded: EXIT.failed,
  'shutting-down': EXIT.failed,
  internal: EXIT.unusable,
};
