import { App, type AllMiddlewareArgs, type SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Message } from './blocks/message.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { answerLine } from './commands/answer-line.ts';
import { COMMANDS } from './commands/registry.ts';
import type { SlashCommand } from './commands/subcommand.ts';
import type { SlackbotConfig } from './config.ts';
import { deliverAnswer } from './deliver-answer.ts';
import type { InFlight } from './in-flight.ts';
import { createLanguages, type Languages } from './people/languages.ts';
import type { Person } from './people/person.ts';
import { rolesOf, whomToAsk } from './people/roles-of.ts';
import type { Inlet } from './receiver.ts';
import type { Services } from './services.ts';

/** What the app is made from. */
export interface AppParts {
  readonly config: SlackbotConfig;
  readonly services: Services;
  readonly inlet: Inlet;
  /** Told of every command, so that a stop can wait for its answer. */
  readonly inFlight: InFlight;
}

type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** Slack's framework with every slash command of the registry. Call `init` before it starts: it asks Slack who the bot is. */
export function createApp({ config, services, inlet, inFlight }: AppParts): App {
  const { logger } = services;
  const languages = createLanguages(services);
  const app = new App({
    receiver: inlet.receiver,
    token: config.botToken.expose(),
    // Otherwise the constructor asks, nobody waits, and an unreachable Slack ends the process.
    deferInitialization: true,
    logger: createBoltLogger(logger),
    convoStore: false,
    // No `headers` here, ever: the client writes one workspace's token into them and uses it for all.
    clientOptions: {
      slackApiUrl: config.apiUrl,
      // A person waits for the answer: better a short one soon than the right one in half an hour.
      retryConfig: { retries: 1, minTimeout: 200 },
      timeout: 5_000,
    },
  });
  for (const command of COMMANDS) {
    app.command(command.name, (args) =>
      inFlight.run(() => onCommand(args, { command, config, services, languages })),
    );
  }
  app.error(async (error) => {
    logger.error({ error }, 'A request of Slack could not be handled');
  });
  return app;
}

interface CommandParts {
  readonly command: SlashCommand;
  readonly config: SlackbotConfig;
  readonly services: Services;
  readonly languages: Languages;
}

/** Acknowledges first, since Slack waits for 3 s and no longer; then answers, whatever happens. */
async function onCommand(args: CommandArgs, parts: CommandParts): Promise<void> {
  const { command: call, client, respond } = args;
  const { services } = parts;
  const { logger } = services;
  const reference = services.newId();
  await args.ack().catch((error: unknown) => {
    logger.warn({ reference, error }, 'A command could not be acknowledged');
  });
  const person = await personOf(args, parts);
  const message = await answerLine(
    services,
    { command: parts.command, typed: call.text, person },
    { reference },
  );
  await deliverAnswer(
    {
      respond: (answer) => respond(mutable({ response_type: 'ephemeral', ...answer })),
      post: ({ text }) => client.chat.postEphemeral({ channel: call.channel_id, user: call.user_id, text }),
    },
    message,
    { logger, reference },
  );
}

async function personOf({ command: call, client }: CommandArgs, parts: CommandParts): Promise<Person> {
  const { team_id: teamId, user_id: userId, channel_id: channelId } = call;
  const administrators = parts.config.systemAdministrators;
  const roles = rolesOf(administrators, { teamId, userId });
  return {
    teamId,
    userId,
    channelId,
    language: await parts.languages.of({ teamId, userId }, async (user) => {
      const { user: found } = await client.users.info({ user, include_locale: true });
      return found?.locale ?? null;
    }),
    actor: { kind: 'slack', teamId, userId, channelId, roles },
    whomToAsk: whomToAsk(administrators, teamId),
  };
}

/** Bolt's types ask for arrays that may be changed. */
function mutable(answer: { readonly response_type: 'ephemeral' } & Partial<Message>) {
  const { blocks, text = '', ...rest } = answer;
  return { ...rest, text, ...(blocks === undefined ? {} : { blocks: [...blocks] }) };
}
