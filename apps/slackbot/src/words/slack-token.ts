import { unescapeEntities } from './unescape-entities.ts';

/** `<…>` or `<…|label>`, as Slack writes links and mentions: https://docs.slack.dev/messaging/formatting-message-text */
const TOKEN = /<([^<>|\s][^<>|]*)(?:\|([^<>]*))?>/y;

/** One thing that Slack has rewritten, and where it ends. */
export interface SlackToken {
  readonly text: string;
  /** Index behind it. */
  readonly end: number;
}

/**
 * Reads what Slack made of an address, a link or a mention at this place: the address and the link as they were typed, a
 * mention as `<@U…>`, `<#C…>` or `<!subteam^S…>` without the name behind it. Null when there is none.
 */
export function slackToken(typed: string, at: number): SlackToken | null {
  TOKEN.lastIndex = at;
  const match = TOKEN.exec(typed);
  const [, target = '', label = ''] = match ?? [];
  if (match === null) return null;
  return { text: unescapeEntities(asTyped(target, label)), end: TOKEN.lastIndex };
}

function asTyped(target: string, label: string): string {
  if (/^[@#!]/.test(target)) return `<${target}>`;
  if (label !== '') return label;
  return target.replace(/^(?:mailto|tel):/, '');
}
