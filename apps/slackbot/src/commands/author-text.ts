import { code } from '../blocks/escape-mrkdwn.ts';

/** Who made a revision, from core's actor label, as mrkdwn: somebody in Slack as a mention, which an ephemeral answer shows without a ping. */
export function authorText(label: string): string {
  const [, userId] = /^slack:[^/]+\/([UW][A-Z0-9]+)$/.exec(label) ?? [];
  return userId === undefined ? code(label) : `<@${userId}>`;
}
