/**
 * A refusal as core says it, and in another language. `{0}`, `{1}` … stand for what is filled in; the translation may have
 * them in another order, or leave one out.
 */
export type Translation = readonly [english: string, translated: string];
