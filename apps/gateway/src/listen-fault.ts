import { AppError } from '@postern/core';

const FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there already',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'that name has no address',
};

/** What the system said of an address, as a fault of the variable that gave it; any other error as it is. */
export function listenFault(error: unknown, variable: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = FAULTS[code];
  if (fault === undefined) return error;
  return new AppError('configuration-invalid', `${variable} cannot be used: ${fault} (${code}).`, {
    issues: [{ path: variable, message: `It cannot be used: ${fault}.` }],
    cause: error,
  });
}
