import type { Logger } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { announceBy } from './announce-by.ts';
import { directPlace, messagePlace, modalPlace, type AnswerPlace, type LineSource } from './answer-place.ts';
import { buttons } from './blocks/line-button.ts';
import { sections } from './blocks/message-blocks.ts';
import type { Message } from './blocks/message.ts';
import { plainText } from './blocks/plain-text.ts';
import { answerLine, type LineAnswer } from './commands/answer-line.ts';
import { opensModal } from './commands/opens-modal.ts';
import type { SlashCommand } from './commands/subcommand.ts';
import { deliverAnswer } from './deliver-answer.ts';
import type { Desk } from './desk.ts';
import { isFirst } from './is-first.ts';
import { publishHome } from './home/publish-home.ts';
import { createLiveMessage, type LiveMessage } from './live-message.ts';
import { messagesOf } from './messages/messages-of.ts';
import type { Messages } from './messages/messages.ts';
import { loadingModal } from './modals/loading-modal.ts';
import type { ModalOrigin } from './modals/modal-origin.ts';
import { showModal } from './modals/show-modal.ts';
import { personOf, type SlackUser } from './person-of.ts';

/** A line that came from Slack: typed behind a command, or on a button that was pressed. */
export interface IncomingLine {
  readonly command: SlashCommand;
  readonly typed: string;
  readonly user: SlackUser;
  /** Slack's for this one use; what comes again with the same one is the same use. */
  readonly triggerId: string;
  readonly source: LineSource;
  readonly ack: () => Promise<void>;
  readonly client: webApi.WebClient;
}

/**
 * Acknowledges first, since Slack waits for 3 s and no longer, opens a modal if there is to be one, since that is possible
 * for 3 s and no longer; then answers, whatever happens.
 */
export async function onLine(desk: Desk, line: IncomingLine): Promise<void> {
  const { services } = desk;
  const { client, user, command, typed } = line;
  const { logger } = services;
  const reference = services.newId();
  await line.ack().catch((error: unknown) => {
    logger.warn({ reference, error }, 'A command could not be acknowledged');
  });
  const origin = originOf(line);
  const viewId = await modalFor(line, { origin, desk, reference });
  if (!(await isFirst(line.triggerId, services))) {
    logger.info({ reference }, 'Slack sent a line again, which was answered already');
    return;
  }
  const person = await personOf(user, { ...desk, client });
  const texts = messagesOf(person.language);
  const place = placeOf(
    line,
    viewId === null ? null : modalPlace({ viewId, origin }, { client, user, texts }),
  );
  const live = createLiveMessage(place.openLive, logger);
  const answer = await answerLine(
    services,
    {
      command,
      typed,
      person,
      responseUrl: line.source.kind === 'message' ? line.source.responseUrl : null,
      origin,
      show: live.show,
      announce: announceBy(client),
    },
    { reference },
  );
  if (answer.kind === 'modal' && viewId !== null) {
    await showModal(answer.view, { viewId, client, logger, reference });
    return;
  }
  const message = answer.kind === 'message' ? answer.message : notOpened(line, texts);
  if (live.started) {
    live.show(message);
    await live.finish();
  }
  await settle(answer, { live, logger, reference });
  await deliverAnswer(place.ways, message, { logger, reference });
  if (origin.home !== null) await publishHome(desk, { user, page: origin.home, client });
}

/** What follows on where the message stands; the person has their answer whether it does or not. */
async function settle(
  answer: LineAnswer,
  parts: { readonly live: LiveMessage; readonly logger: Logger; readonly reference: string },
): Promise<void> {
  const { live, logger, reference } = parts;
  if (answer.kind !== 'message' || answer.settled === undefined || live.at === null) return;
  await answer.settled(live.at).catch((error: unknown) => {
    logger.warn({ reference, error }, 'Where a message stands could not be kept');
  });
}

function originOf({ source, user }: IncomingLine): ModalOrigin {
  switch (source.kind) {
    case 'message':
      return { channel: user.channelId, home: null };
    case 'modal':
      return source.origin;
    case 'home':
      return { channel: '', home: source.page };
    default:
      return source satisfies never;
  }
}

/** The modal that the answer goes into: the one that was pressed in, or a new one. Null: none is wanted, or Slack opens none. */
async function modalFor(
  { source, command, typed, client, triggerId }: IncomingLine,
  {
    origin,
    desk,
    reference,
  }: { readonly origin: ModalOrigin; readonly desk: Desk; readonly reference: string },
): Promise<string | null> {
  if (source.kind === 'modal') return source.viewId;
  if (source.kind === 'message' && !opensModal(command, typed)) return null;
  try {
    const { view } = await client.views.open({ trigger_id: triggerId, view: loadingModal(origin) });
    return view?.id ?? null;
  } catch (error) {
    desk.services.logger.warn({ reference, error }, 'A modal could not be opened');
    return null;
  }
}

function placeOf({ source, client, user }: IncomingLine, modal: AnswerPlace | null): AnswerPlace {
  if (modal !== null) return modal;
  return source.kind === 'message' ? messagePlace(source, { client, user }) : directPlace({ client, user });
}

/** In the place of a modal: the same line once more, on a button, which brings a new trigger. */
function notOpened({ command, typed }: IncomingLine, { edit }: Messages): Message {
  const { what, next } = edit.notOpened;
  return {
    text: plainText([what, next, `${command.name} ${typed}`]),
    blocks: [
      ...sections([what, next]),
      ...buttons([{ text: edit.openAgain, line: { command: command.name, typed } }]),
    ],
  };
}
