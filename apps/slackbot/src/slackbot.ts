import { AppError, createIncidentWatch } from '@postern/core';
import { createApp } from './app.ts';
import { createBoltLogger } from './bolt-logger.ts';
import type { SlackbotConfig } from './config.ts';
import { createInFlight } from './in-flight.ts';
import { createIncidentTeller } from './incidents/incident-teller.ts';
import { followLinks } from './links/follow-links.ts';
import type { Desk } from './desk.ts';
import { createAdministration } from './people/administration.ts';
import { createGroupMembers } from './people/group-members.ts';
import { createLanguages } from './people/languages.ts';
import { createInlet } from './receiver.ts';
import type { Services } from './services.ts';
import { createWorkspaces } from './workspaces.ts';

/** A running bot. */
export interface Slackbot {
  /** Where Slack's requests go; null over Socket Mode. */
  readonly url: string | null;
  /** Where browsers go to install the app, as this machine sees it; null with one configured token. */
  readonly installUrl: string | null;
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
  const clientOptions = {
    slackApiUrl: config.apiUrl,
    logger: createBoltLogger(logger),
    // A person waits for the answer: better a short one soon than the right one in half an hour.
    retryConfig: { retries: 1, minTimeout: 200 },
    timeout: 5_000,
    // No `headers`, ever: the client writes one workspace's token into them and uses it for all.
  };
  const workspaces = createWorkspaces(config, { services: parts, clientOptions });
  const inlet = createInlet(config, { logger, installRoutes: workspaces.installRoutes });
  const inFlight = createInFlight();
  const desk: Desk = {
    services: parts,
    languages: createLanguages(parts),
    administration: createAdministration({ ...parts, members: createGroupMembers(parts) }),
  };
  const app = createApp({ desk, inlet, inFlight, workspaces, clientOptions });
  const { url, installUrl } = await app
    .init()
    .then(() => workspaces.check())
    .then(() => inlet.start())
    .catch((error: unknown) => {
      throw cannotStart(config, error);
    });
  const teller = createIncidentTeller({
    services: parts,
    // When Slack asks for patience here, it is waited for elsewhere.
    clientOf: (teamId) =>
      workspaces.clientOf(teamId, { rejectRateLimitedCalls: true, retryConfig: { retries: 0 } }),
  });
  // What nobody reports is seen from here too: that no gateway or worker runs, above all.
  const watch = createIncidentWatch(parts);
  teller.start();
  watch.start();
  logger.info({ transport: config.transport.kind, url, installUrl }, 'Slack bot ready');
  const following = followLinks({ desk, workspaces, inFlight });
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all([inlet.stop(), following.stop(), teller.stop(), watch.stop()]);
    await inFlight.idle();
    logger.info({}, 'Slack bot stopped');
  };
  return { url, installUrl, stop: () => (stopping ??= stop()) };
}

/** Slack's own words, such as `invalid_auth`, are the best hint there is; they hold no secret. */
function cannotStart(config: SlackbotConfig, error: unknown): AppError {
  const reason = error instanceof Error ? error.message : 'for an unknown reason';
  const { access, transport } = config;
  const variables = [
    ...(access.kind === 'token' ? ['SLACK_BOT_TOKEN'] : []),
    ...(transport.kind === 'socket' ? ['SLACK_APP_TOKEN'] : []),
    ...(transport.kind === 'http' || access.kind === 'oauth' ? ['SLACK_LISTEN'] : []),
  ].join(', ');
  return new AppError(
    'configuration-invalid',
    `The Slack bot cannot start: ${reason}. Check ${variables} and SLACK_API_URL, and that Slack can be reached from here.`,
    { cause: error },
  );
}
