import { fileURLToPath } from 'node:url';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Storage } from '../../storage.ts';
import { createMemoryStorage } from './memory/create-memory-storage.ts';
import { openSqliteStorage } from './sqlite/open-sqlite-storage.ts';

/** What storage works with. */
export interface StorageDependencies {
  readonly clock: Clock;
  readonly logger?: Logger;
  /** For PostgreSQL behind a pooler: a URL that leads around it, to hear of changes. */
  readonly listenUrl?: string | undefined;
}

/**
 * Opens the storage that a database URL names: `file:` and a path (SQLite; missing folders are made), `postgres:`, or
 * `memory:`. A relative path starts at the working directory, as in `file:./data/postern.db`.
 * @throws AppError `configuration-invalid`, or what {@link openSqliteStorage} or `openPostgresStorage` throws.
 */
export async function openStorage(url: string, dependencies: StorageDependencies): Promise<Storage> {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(url) ?? [];
  switch (scheme.toLowerCase()) {
    case 'memory':
      return createMemoryStorage();
    case 'file':
      return openSqliteStorage({ path: pathOf(rest), ...dependencies });
    case 'postgres':
    case 'postgresql': {
      // Loaded only where it is used: whoever stays with a file pays nothing for it.
      const { openPostgresStorage } = await import('./postgres/open-postgres-storage.ts');
      return openPostgresStorage({ url, ...dependencies });
    }
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
