import { fieldOf, type Actor, type Organization, type SecretKey, type UsedLink } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { announceBy } from '../announce-by.ts';
import { directPlace, messagePlace, type AnswerPlace } from '../answer-place.ts';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { answerLine } from '../commands/answer-line.ts';
import { linesOf } from '../commands/lines-of.ts';
import { COMMANDS } from '../commands/registry.ts';
import { deliverAnswer } from '../deliver-answer.ts';
import { createLiveMessage } from '../live-message.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Desk } from '../desk.ts';
import { personOf } from '../person-of.ts';
import { respondTo } from '../respond-to.ts';
import { secretReply } from './link-reply.ts';

/**
 * Tells a person that the secret that they entered is saved, in the place of the message that had the link, and goes on to the
 * test as if they had typed it.
 */
export async function tellSaved(
  desk: Desk,
  used: {
    readonly link: UsedLink;
    /** What was entered. */
    readonly key: SecretKey;
    readonly actor: Extract<Actor, { readonly kind: 'slack' }>;
    readonly client: webApi.WebClient;
  },
): Promise<void> {
  const { link, key, actor, client } = used;
  const { services } = desk;
  const { storage, logger } = services;
  const user = { teamId: actor.teamId, userId: actor.userId, channelId: actor.channelId ?? '' };
  const person = await personOf(user, { ...desk, client });
  const texts = messagesOf(person.language);
  const { level } = link;
  const organization =
    level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
  const place = placeFor(link, { client, user });
  const reference = services.newId();
  const deliver = (message: Message) => deliverAnswer(place.ways, message, { logger, reference });

  const name = organization?.name ?? texts.view.host;
  const saved = texts.link.saved(code(fieldOf(key).name), escapeMrkdwn(name));
  const lines = [saved, texts.link.testing];
  await deliver({ text: plainText(lines), blocks: [header(texts.view.title(name)), ...sections(lines)] });
  const { command, typed } = testLine(organization);
  const live = createLiveMessage(place.openLive, logger);
  const answer = await answerLine(
    services,
    {
      command,
      typed,
      person,
      origin: { channel: user.channelId, home: null },
      responseUrl: null,
      show: live.show,
      announce: announceBy(client),
    },
    { reference },
  );
  if (answer.kind !== 'message') return;
  if (live.started) {
    live.show(answer.message);
    await live.finish();
  }
  await deliver(answer.message);
}

/** In the place of the message with the link, as long as Slack takes that (30 minutes, five times); else as a direct message. */
function placeFor(link: UsedLink, parts: Parameters<typeof directPlace>[0]): AnswerPlace {
  const direct = directPlace(parts);
  const responseUrl = secretReply.read(link.reply)?.responseUrl ?? null;
  if (responseUrl === null) return direct;
  const { openLive, ways } = messagePlace({ respond: respondTo(responseUrl), replaces: true }, parts);
  return { openLive, ways: [...ways.slice(0, 1), ...direct.ways] };
}

function testLine(organization: Organization | null) {
  const command = COMMANDS.find(({ subcommands }) => subcommands.some(({ word }) => word === 'test'));
  if (command === undefined) throw new Error('There is no word "test".');
  return { command, typed: linesOf(command, organization)(['test']).typed };
}
