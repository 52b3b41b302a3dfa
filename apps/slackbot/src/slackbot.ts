import { AppError } from '@postern/core';
import { createApp } from './app.ts';
import type { SlackbotConfig } from './config.ts';
import { createInFlight } from './in-flight.ts';
import { createInlet } from './receiver.ts';
import type { Services } from './services.ts';

/** A running bot. */
export interface Slackbot {
  /** Where Slack's requests go; null over Socket Mode. */
  readonly url: string | null;
  /** Takes no more commands and waits for the answers under way; calling it again waits for the same end. */
  stop(): Promise<void>;
}

/**
 * Signs in to Slack and takes commands.
 * @throws AppError `configuration-invalid` when Slack does not take the tokens, cannot be reached, or the address cannot be
 * listened on.
 */
export async function startSlackbot(
  parts: Services & { readonly config: SlackbotConfig },
): Promise<Slackbot> {
  const { config, logger } = parts;
  const inlet = createInlet(config, logger);
  const inFlight = createInFlight();
  const app = createApp({ config, services: parts, inlet, inFlight });
  const url = await app
    .init()
    .then(() => inlet.start())
    .catch((error: unknown) => {
      throw cannotStart(config, error);
    });
  logger.info({ transport: config.transport.kind, url }, 'Slack bot ready');
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await inlet.stop();
    await inFlight.idle();
    logger.info({}, 'Slack bot stopped');
  };
  return { url, stop: () => (stopping ??= stop()) };
}

/** Slack's own words, such as `invalid_auth`, are the best hint there is; they hold no secret. */
function cannotStart(config: SlackbotConfig, error: unknown): AppError {
  const reason = error instanceof Error ? error.message : 'for an unknown reason';
  const variables =
    config.transport.kind === 'socket'
      ? 'SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_API_URL'
      : 'SLACK_BOT_TOKEN, SLACK_LISTEN and SLACK_API_URL';
  return new AppError(
    'configuration-invalid',
    `The Slack bot cannot start: ${reason}. Check ${variables}, and that Slack can be reached from here.`,
    { cause: error },
  );
}
