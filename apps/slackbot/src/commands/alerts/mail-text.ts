import { escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { shorten } from '../../blocks/shorten.ts';

/** Letters of a mail that are shown; escaped they still fit into one section. */
const MOST = 2_400;

/** A mail as it reads, as mrkdwn: its subject, and its text in a box of code, cut with an ellipsis where it is long. */
export function mailText(
  title: string,
  { subject, text }: { readonly subject: string; readonly text: string },
): readonly string[] {
  // A row of backticks would end the box.
  const escaped = escapeMrkdwn(text.replaceAll('`', 'ʼ'));
  return [title, `*${escapeMrkdwn(subject)}*`, `\`\`\`${shorten(escaped, MOST)}\`\`\``];
}
