import type { GrantHolder } from '@postern/core';

/** A mention as `tokenize` leaves it. */
const MENTION = /^<(?:@(?<userId>[UW][A-Z0-9]+)|!subteam\^(?<groupId>S[A-Z0-9]+))>$/;

/** The person or the user group that a word mentions, in the workspace where it was typed; null: it mentions none. */
export function readMention(text: string, teamId: string): GrantHolder | null {
  const { userId, groupId } = MENTION.exec(text)?.groups ?? {};
  if (userId !== undefined) return { kind: 'user', teamId, userId };
  if (groupId !== undefined) return { kind: 'group', teamId, groupId };
  return null;
}

/** The same word again. */
export function writeMention(holder: GrantHolder): string {
  return holder.kind === 'user' ? `<@${holder.userId}>` : `<!subteam^${holder.groupId}>`;
}
