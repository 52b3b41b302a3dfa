import type { Word } from '../words/word.ts';

/** How a line names the page it wants: the cursor behind this. */
export const PAGE = 'page:';

/** The words without the one that names a page, and its cursor; null: the first page. */
export function takePage(words: readonly Word[]): {
  readonly rest: readonly Word[];
  readonly cursor: string | null;
} {
  const named = words.find(({ text, quoted }) => !quoted && text.startsWith(PAGE));
  if (named === undefined) return { rest: words, cursor: null };
  return { rest: words.filter((word) => word !== named), cursor: named.text.slice(PAGE.length) };
}
