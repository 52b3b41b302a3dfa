import { LIMITS } from './limits.ts';
import { shorten } from './shorten.ts';
import { upright } from './upright.ts';

/** What stands in bold; the star of `job.*` opens none. */
const BOLD = /(?<![^\s(:])\*(\S(?:[^*\n]*[^\s*])?)\*/g;

/** `:warning: `, and not the port of `smtp.example.com:25: `. */
const EMOJI = /(?<!\S):(?!\d+:)[a-z0-9_+-]+:\s/g;

/**
 * Parts of a message as the one text that screen readers read. Slack formats it as mrkdwn all the same, so what is escaped
 * stays escaped; marks of bold and code, which would be read aloud, go.
 */
export function plainText(parts: readonly string[]): string {
  const text = parts
    .map((part) => part.replaceAll('`', '').replaceAll(BOLD, '$1').replaceAll(EMOJI, ''))
    .join('\n');
  return shorten(upright(text), LIMITS.message);
}
