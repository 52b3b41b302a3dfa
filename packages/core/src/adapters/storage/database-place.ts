import { fileURLToPath } from 'node:url';
import { AppError } from '../../kernel/errors.ts';

/** Which backend a database URL means, and for SQLite the path of its file. */
export type DatabasePlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres' };

/** @throws AppError `configuration-invalid` for a scheme that is not known and for a file URL without a file. */
export function databasePlace(url: string): DatabasePlace {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(url) ?? [];
  switch (scheme.toLowerCase()) {
    case 'memory':
      return { kind: 'memory' };
    case 'file':
      return { kind: 'sqlite', path: pathOf(rest) };
    case 'postgres':
    case 'postgresql':
      return { kind: 'postgres' };
    default:
      // Only the scheme is repeated: the rest of a URL may hold a password.
      throw new AppError(
        'configuration-invalid',
        'A database URL starts with "file:" (SQLite, such as file:./data/postern.db) or "postgres:" (such as ' +
          'postgres://postern@db.internal/postern), or is "memory:"; ' +
          (scheme === '' ? 'this one has no scheme.' : `"${scheme}:" is not known.`),
      );
  }
}

/** `file:./a` and `file:/a` as people write them, and `file:///a` as RFC 8089 has it. */
function pathOf(rest: string): string {
  const path = rest.startsWith('//') ? pathOfFullUrl(rest) : rest;
  if (path !== '' && !path.endsWith('/')) return path;
  throw new AppError(
    'configuration-invalid',
    'The database URL names no file. Give one, such as file:./data/postern.db.',
  );
}

function pathOfFullUrl(rest: string): string {
  try {
    return fileURLToPath(`file:${rest}`);
  } catch (cause) {
    throw new AppError(
      'configuration-invalid',
      'The database URL is not a file on this machine. Write file:./data/postern.db or file:///srv/postern.db.',
      { cause },
    );
  }
}
