import { AppError } from '../../../kernel/errors.ts';

/**
 * The number behind the cursor of a list that is paged by numbers.
 * @throws AppError `input-invalid` for a text that no such list gave out.
 */
export function numberOfCursor(cursor: string): number {
  const number = Number(cursor);
  if (cursor !== '' && Number.isSafeInteger(number)) return number;
  throw new AppError('input-invalid', 'There is no such page. Start again from the first one.');
}
