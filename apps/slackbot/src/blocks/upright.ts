/** Bidi embeddings, overrides and isolates (UAX 9), and control characters but tab and line feed. */
const TURNS = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text without what turns text around: a name from a payload would else rearrange what stands beside it, so that "failed"
 * reads as something else (https://trojansource.codes). Scripts that run from right to left need none of it.
 */
export function upright(text: string): string {
  return text.replaceAll(TURNS, '');
}
