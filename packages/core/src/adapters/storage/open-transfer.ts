import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { databasePlace } from './database-place.ts';
import type { TransferTarget } from './records/transfer-end.ts';

/** Opens one end of a move by its URL. @throws AppError `configuration-invalid`, or what the backend's own opening throws. */
export async function openTransfer(
  url: string,
  options: { readonly role: 'source' | 'target'; readonly logger: Logger },
): Promise<TransferTarget> {
  const place = databasePlace(url);
  switch (place.kind) {
    case 'memory':
      throw new AppError(
        'configuration-invalid',
        'A database in memory cannot be moved: it ends with its process.',
      );
    case 'sqlite': {
      const { openSqliteTransfer } = await import('./sqlite/open-sqlite-transfer.ts');
      return openSqliteTransfer(place.path, options);
    }
    case 'postgres': {
      const { openPostgresTransfer } = await import('./postgres/open-postgres-transfer.ts');
      return openPostgresTransfer(url, options);
    }
    default:
      return place satisfies never;
  }
}
