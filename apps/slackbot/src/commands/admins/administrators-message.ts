import { actorLabel, listAdministrators, type Grant } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import { listMessage, type ListItem } from '../../blocks/list-message.ts';
import type { Message } from '../../blocks/message.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { writeMention } from '../../words/read-mention.ts';
import { authorText } from '../author-text.ts';
import type { FoundLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation } from '../subcommand.ts';
import { PAGE } from '../take-page.ts';

const PER_PAGE = 15;

/** Who administers a level, a page at a time; those of the configuration come on the first. */
export async function administratorsMessage(
  invocation: Invocation,
  parts: {
    readonly found: Extract<FoundLevel, { readonly kind: 'found' }>;
    readonly cursor: string | null;
  },
): Promise<Message> {
  const { command, texts, person, services } = invocation;
  const { level, organization } = parts.found;
  const lineOf = linesOf(command, organization);
  const grants = await listAdministrators(services, person.actor, level);
  const from = parts.cursor === null ? 0 : grants.findIndex(({ id }) => id === parts.cursor) + 1;
  const shown = grants.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const itemOf = (grant: Grant): ListItem => {
    const { holder, grantedBy, grantedAt } = grant;
    const here = holder.teamId === person.teamId;
    const mention = writeMention(holder);
    const who = here
      ? mention
      : texts.admins.otherWorkspace(code(`${holder.teamId} ${mention.slice(2, -1)}`));
    return {
      text: texts.admins.granted(who, authorText(actorLabel(grantedBy)), momentText(grantedAt)),
      row: here
        ? [{ text: texts.admins.remove, line: lineOf(['admins', 'remove', mention]), style: 'danger' }]
        : [],
    };
  };
  const configured = level.kind === 'host' && from === 0 ? services.configuredAdministrators : [];
  const named = configured
    .filter(({ teamId }) => teamId === null || teamId === person.teamId)
    .map(({ userId }) => texts.admins.configured(`<@${userId}>`));
  return listMessage({
    title: texts.admins.title(organization?.name ?? texts.view.host),
    items: [...(named.length === 0 ? [] : [{ text: named.join('\n'), row: [] }]), ...shown.map(itemOf)],
    empty: texts.admins.none(code(`${command.name} admins add @ada`)),
    pages: [
      ...(last === undefined || from + PER_PAGE >= grants.length
        ? []
        : [{ text: texts.system.next, line: lineOf(['admins', `${PAGE}${last.id}`]) }]),
      ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(['admins']) }]),
    ],
  });
}
