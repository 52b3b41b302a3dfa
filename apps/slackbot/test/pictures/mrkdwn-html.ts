import { emojiSign } from './emoji-signs.ts';

/** A plain text as HTML. */
export function plainHtml(text: string): string {
  return emojiHtml(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
}

/** mrkdwn as HTML, roughly as Slack shows it. @throws Error for an emoji that is not known here. */
export function mrkdwnHtml(text: string): string {
  const html = text
    .replaceAll(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll(/<@U0([A-Z]+)>/g, '<span class="mention">@$1</span>')
    .replaceAll(/`([^`]*)`/g, '<code>$1</code>')
    .replaceAll(/(^|[\s·])\*([^*\n]+)\*/g, '$1<b>$2</b>')
    .replaceAll('\n', '<br>')
    .replaceAll(/ {6}/g, '&emsp;&emsp;');
  return emojiHtml(html);
}

function emojiHtml(html: string): string {
  return html.replaceAll(/:([a-z][a-z0-9_]*):/g, (_, name: string) => emojiSign(name));
}
