import { AppError } from '../../../kernel/errors.ts';
import type { PageRequest } from '../../../kernel/page.ts';

/** The most that one page holds. */
const LARGEST_PAGE = 500;

/**
 * Refuses a page that no list gives.
 * @throws AppError `input-invalid`.
 */
export function checkPage({ limit }: PageRequest): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE) return;
  throw new AppError('input-invalid', `Ask for 1 to ${LARGEST_PAGE} entries at a time.`);
}
