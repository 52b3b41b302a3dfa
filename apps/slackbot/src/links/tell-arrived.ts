import type { Actor, UsedLink } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { directPlace } from '../answer-place.ts';
import { elapsedText } from '../blocks/elapsed-text.ts';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { header, section, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { deliverAnswer, type Way } from '../deliver-answer.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Desk } from '../desk.ts';
import { personOf } from '../person-of.ts';
import { arrivalReply } from './link-reply.ts';

/** Tells whoever sent a test mail that it has arrived: in the message about that test, or in a new one. */
export async function tellArrived(
  desk: Desk,
  used: {
    readonly link: UsedLink;
    readonly actor: Extract<Actor, { readonly kind: 'slack' }>;
    readonly client: webApi.WebClient;
  },
): Promise<void> {
  const { link, actor, client } = used;
  const { storage, logger, newId } = desk.services;
  const user = { teamId: actor.teamId, userId: actor.userId, channelId: actor.channelId ?? '' };
  const person = await personOf(user, { ...desk, client });
  const texts = messagesOf(person.language);
  const { level } = link;
  const organization =
    level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
  const line = texts.link.arrived(elapsedText(link.usedAt - link.createdAt));
  const title = texts.test.title(organization?.name ?? texts.view.host);
  const told = arrivalReply.read(link.reply)?.told ?? null;
  const intoMessage: Way[] =
    told === null
      ? []
      : [
          async () => {
            const { text, blocks } = withLine(told.message, line);
            await client.chat.update({ channel: told.channel, ts: told.ts, text, blocks: [...blocks] });
          },
        ];
  const anew: Message = {
    text: plainText([escapeMrkdwn(title), line]),
    blocks: [header(title), ...sections([line])],
  };
  await deliverAnswer([...intoMessage, ...directPlace({ client, user }).ways], anew, {
    logger,
    reference: newId(),
  });
}

/** Under the title, above all else. */
function withLine({ text, blocks }: Message, line: string): Message {
  return {
    text: plainText([line, text]),
    blocks: [...blocks.slice(0, 1), section(line), ...blocks.slice(1)],
  };
}
