/** Espace insécable, before a colon and inside guillemets (Imprimerie nationale). */
export const NBSP = '\u00a0';
/** Espace fine insécable, before `;`, `!` and `?`. */
export const NNBSP = '\u202f';

/** « text », with the spaces that must not break. */
export function quoted(text: string): string {
  return `«${NBSP}${text}${NBSP}»`;
}
