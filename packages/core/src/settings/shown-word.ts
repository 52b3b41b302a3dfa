/** What field names are made of; passwords seldom are. */
const LIKE_A_NAME = /^[\p{L}._-]{1,40}$/u;

/**
 * A word that names no field, for an error text. A secret that was typed in the wrong place is not repeated: terminals, logs
 * of pipelines and channels would keep it.
 */
export function shownWord(word: string): string {
  return LIKE_A_NAME.test(word) ? word : '…';
}
