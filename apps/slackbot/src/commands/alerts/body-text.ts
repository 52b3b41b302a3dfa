import { escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { shorten } from '../../blocks/shorten.ts';

/** Letters of a body that are shown; escaped they still fit into one section. */
const MOST = 2_000;
/** Bytes that are decoded for them: up to four make a letter. */
const MOST_BYTES = 4 * MOST;

/**
 * The beginning of a body as it came, as mrkdwn in a box of code; nothing for an empty one. Control characters, and bytes
 * that are no text, show as `�`.
 * @param cut what is said when there is more, by the body's bytes.
 */
export function bodyText(body: Uint8Array, cut: (bytes: number) => string): readonly string[] {
  if (body.byteLength === 0) return [];
  const decoded = new TextDecoder().decode(body.subarray(0, MOST_BYTES));
  const clean = escapeMrkdwn(decoded.replaceAll(/[^\P{Cc}\n\t]/gu, '�').replaceAll('`', 'ʼ'));
  const shown = shorten(clean, MOST);
  const whole = shown === clean && body.byteLength <= MOST_BYTES;
  return [`\`\`\`${shown}\`\`\``, ...(whole ? [] : [cut(body.byteLength)])];
}
