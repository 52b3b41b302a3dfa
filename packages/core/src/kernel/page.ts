import { z } from 'zod';

/** How much of a list to give: newest first, from a cursor on. */
export interface PageRequest {
  /** 1–500. */
  readonly limit: number;
  /** `next` of the page before; absent for the first page. */
  readonly cursor?: string;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; null on the last one. */
  readonly next: string | null;
}

/** The cursor of a list that is paged by ids. */
export const idCursor = z.uuid({ error: 'There is no such page. Start again from the first one.' });
