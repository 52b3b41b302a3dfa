import { LIMITS } from './limits.ts';
import { shorten } from './shorten.ts';

/**
 * Parts of a message as the one text that screen readers read. Slack formats it as mrkdwn all the same, so what is escaped
 * stays escaped; marks of bold and code, which would be read aloud, go.
 */
export function plainText(parts: readonly string[]): string {
  const text = parts.map((part) => part.replaceAll(/[`*]/g, '').replaceAll(/:[a-z0-9_]+:\s/g, '')).join('\n');
  return shorten(text, LIMITS.message);
}
