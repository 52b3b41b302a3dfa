import { grantAccess, revokeAccess, type GrantHolder } from '@postern/core';
import { escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { section } from '../../blocks/message-blocks.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { writeMention } from '../../words/read-mention.ts';
import { askFirst } from '../ask-first.ts';
import type { FoundLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome } from '../subcommand.ts';

type Found = Extract<FoundLevel, { readonly kind: 'found' }>;

/** Makes somebody an administrator of a level. */
export async function addAdministrator(
  invocation: Invocation,
  { found, holder }: { readonly found: Found; readonly holder: GrantHolder },
): Promise<Outcome> {
  const { texts, person, services } = invocation;
  const outcome = await grantAccess(services, person.actor, { level: found.level, holder });
  const say = outcome === 'added' ? texts.admins.added : texts.admins.known;
  return told(say(writeMention(holder), levelName(found, invocation)), { invocation, found });
}

/** Takes the right away again, after a question. */
export async function removeAdministrator(
  invocation: Invocation,
  parts: { readonly found: Found; readonly holder: GrantHolder; readonly confirmed: boolean },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const { found, holder, confirmed } = parts;
  const who = writeMention(holder);
  const name = levelName(found, invocation);
  const lineOf = linesOf(command, found.organization);
  if (!confirmed)
    return askFirst({
      title: texts.admins.title(found.organization?.name ?? texts.view.host),
      question: texts.admins.removeQuestion(who, name),
      confirmed: lineOf(['admins', 'remove', who, 'confirm']),
      instead: lineOf(['admins']),
      texts,
    });
  const outcome = await revokeAccess(services, person.actor, {
    level: found.level,
    holder,
    othersRemain: services.configuredAdministrators.length > 0,
  });
  const say = outcome === 'removed' ? texts.admins.removed : texts.admins.notThere;
  return told(say(who, name), { invocation, found });
}

function levelName({ organization }: Found, { texts }: Invocation): string {
  return organization === null ? texts.view.host : escapeMrkdwn(organization.name);
}

function told(
  line: string,
  { invocation, found }: { readonly invocation: Invocation; readonly found: Found },
): Outcome {
  const { command, texts } = invocation;
  const list = { text: texts.admins.list, line: linesOf(command, found.organization)(['admins']) };
  return {
    kind: 'answer',
    message: { text: plainText([line]), blocks: [section(line), ...buttons([list])] },
  };
}
