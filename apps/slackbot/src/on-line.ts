import { MINUTE } from '@postern/core';
import type { RespondFn, webApi } from '@slack/bolt';
import type { Message } from './blocks/message.ts';
import { answerLine } from './commands/answer-line.ts';
import type { SlashCommand } from './commands/subcommand.ts';
import { deliverAnswer } from './deliver-answer.ts';
import { createLiveMessage } from './live-message.ts';
import type { Administration } from './people/administration.ts';
import type { Languages } from './people/languages.ts';
import { personOf, type SlackUser } from './person-of.ts';
import type { Services } from './services.ts';
import { isChannelClosed } from './slack-error.ts';

/** What every line is answered with, made once per process. */
export interface Desk {
  readonly services: Services;
  readonly languages: Languages;
  readonly administration: Administration;
}

/** A line that came from Slack: typed behind a command, or on a button that was pressed. */
export interface IncomingLine {
  readonly command: SlashCommand;
  readonly typed: string;
  readonly user: SlackUser;
  /** Slack's for this one use; what comes again with the same one is the same use. */
  readonly triggerId: string;
  /** The answer takes the place of the message whose button was pressed. */
  readonly replaces: boolean;
  readonly ack: () => Promise<void>;
  readonly respond: RespondFn;
  readonly client: webApi.WebClient;
}

/** Acknowledges first, since Slack waits for 3 s and no longer; then answers, whatever happens. */
export async function onLine(desk: Desk, line: IncomingLine): Promise<void> {
  const { services } = desk;
  const { client, respond, user, command, typed, replaces } = line;
  const { logger } = services;
  const reference = services.newId();
  await line.ack().catch((error: unknown) => {
    logger.warn({ reference, error }, 'A command could not be acknowledged');
  });
  if (!(await isFirst(line.triggerId, services))) {
    logger.info({ reference }, 'Slack sent a line again, which was answered already');
    return;
  }
  const person = await personOf(user, { ...desk, client });
  const say = (answer: Partial<Message>, replacing: boolean) =>
    respond(mutable({ response_type: 'ephemeral', replace_original: replacing, ...answer }));
  const live = createLiveMessage(async (first) => {
    const { channel } = await client.conversations.open({ users: user.userId });
    const at = { channel: channel?.id ?? '' };
    const { ts = '' } = await client.chat.postMessage({ ...at, ...blocksOf(first) });
    return async (next) => {
      await client.chat.update({ ...at, ts, ...blocksOf(next) });
    };
  }, logger);
  const announce = async (channel: string, message: Message) => {
    try {
      await client.chat.postMessage({ channel, ...blocksOf(message) });
      return 'posted';
    } catch (error) {
      if (isChannelClosed(error)) return 'not-there';
      throw error;
    }
  };
  const message = await answerLine(
    services,
    { command, typed, person, show: live.show, announce },
    { reference },
  );
  if (live.started) {
    live.show(message);
    await live.finish();
  }
  await deliverAnswer(
    {
      respond: (answer) => say(answer, replaces),
      post: ({ text }) => client.chat.postEphemeral({ channel: user.channelId, user: user.userId, text }),
    },
    message,
    { logger, reference },
  );
}

/** Longer than Slack's signatures are good for, and any trigger. */
const REMEMBERED = 15 * MINUTE;

/** A replayed request acts once, in whichever process it comes. When the database is gone, the answer says so anyway. */
async function isFirst(triggerId: string, { storage, clock, logger }: Services): Promise<boolean> {
  const now = clock.now();
  try {
    return await storage.once.take(`slack-line:${triggerId}`, { now, until: now + REMEMBERED });
  } catch (error) {
    logger.warn({ error }, 'It cannot be told whether a line came before');
    return true;
  }
}

function blocksOf({ text, blocks }: Message) {
  return { text, blocks: [...blocks] };
}

/** Bolt's types ask for arrays that may be changed. */
function mutable(
  answer: { readonly response_type: 'ephemeral'; readonly replace_original: boolean } & Partial<Message>,
) {
  const { blocks, text = '', ...rest } = answer;
  return { ...rest, text, ...(blocks === undefined ? {} : { blocks: [...blocks] }) };
}
