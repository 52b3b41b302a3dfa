import { SECOND, type Secret, type Timers } from '@postern/core';
import { webApi, type Authorize } from '@slack/bolt';
import type { SlackbotConfig } from './config.ts';
import { createInstaller, type Installer, type InstallRoute } from './installations/create-installer.ts';
import type { Services } from './services.ts';

/** The workspaces that the bot serves, each with its own token. */
export interface Workspaces {
  /**
   * For Bolt: the token that is good where something came from. Without one (the database is gone, the app is not installed
   * there any more) the answer still goes through the address that came along, so this never fails and never takes long.
   */
  readonly authorize: Authorize<boolean>;
  /**
   * A client of Slack's Web API in that workspace, with its own queue; null: the app is not installed there.
   * @throws AppError what storage throws.
   */
  clientOf(teamId: string, options?: webApi.WebClientOptions): Promise<webApi.WebClient | null>;
  /** Asks Slack about the one token that is configured, if so. @throws what the Web API client throws. */
  check(): Promise<void>;
  /** What browsers ask for to install the app; none with one configured token. */
  readonly installRoutes: readonly InstallRoute[];
}

type ClientOptions = webApi.WebClientOptions & { readonly slackApiUrl: string };

interface Parts {
  readonly services: Services;
  /** Each client gets a copy: one that shared them would share what it writes into them. */
  readonly clientOptions: ClientOptions;
}

/** Slack waits 3 s for an acknowledgement, which comes after this. */
const PATIENCE = 1.5 * SECOND;

/** The workspaces that the configuration speaks of. */
export function createWorkspaces({ access }: Pick<SlackbotConfig, 'access'>, parts: Parts): Workspaces {
  switch (access.kind) {
    case 'token':
      return oneWorkspace(access.botToken, parts);
    case 'oauth':
      return severalWorkspaces(createInstaller({ access, ...parts }), parts);
    default:
      return access satisfies never;
  }
}

function oneWorkspace(token: Secret, { clientOptions }: Parts): Workspaces {
  const botToken = token.expose();
  const client = new webApi.WebClient(botToken, { ...clientOptions });
  let team: string | undefined;
  let identity = {};
  return {
    authorize: () => Promise.resolve({ botToken, ...identity }),
    clientOf: (teamId, options = {}) =>
      Promise.resolve(
        teamId === team ? new webApi.WebClient(botToken, { ...clientOptions, ...options }) : null,
      ),
    async check() {
      const { team_id: teamId, bot_id: botId, user_id: botUserId } = await client.auth.test({});
      team = teamId;
      identity = { botId, botUserId };
    },
    installRoutes: [],
  };
}

function severalWorkspaces({ authorize, routes }: Installer, { clientOptions, services }: Parts): Workspaces {
  const { timers, logger, storage } = services;
  return {
    async authorize(source) {
      try {
        return await within(PATIENCE, authorize(source), timers);
      } catch (error) {
        logger.warn({ teamId: source.teamId, error }, 'There is no token for a workspace');
        return {};
      }
    },
    async clientOf(teamId, options = {}) {
      if ((await storage.installations.find(teamId)) === null) return null;
      const { botToken } = await authorize({ teamId, enterpriseId: undefined, isEnterpriseInstall: false });
      return new webApi.WebClient(botToken, { ...clientOptions, ...options, teamId });
    },
    check: () => Promise.resolve(),
    installRoutes: routes,
  };
}

function within<T>(ms: number, work: Promise<T>, timers: Timers): Promise<T> {
  return new Promise((done, failed) => {
    const callOff = timers.after(ms, () => {
      failed(new Error(`Not there after ${String(ms)} ms.`));
    });
    void work.then(done, failed).finally(callOff);
  });
}
