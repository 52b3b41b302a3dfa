import type { IncomingMessage, ServerResponse } from 'node:http';
import { webApi } from '@slack/bolt';
import {
  InstallProvider,
  type Installation,
  type InstallationQuery,
  type OrgInstallation,
} from '@slack/oauth';
import { createBoltLogger } from '../bolt-logger.ts';
import type { SlackAccess } from '../config.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Services } from '../services.ts';
import { BOT_SCOPES } from './bot-scopes.ts';
import { installFailure, type InstallFailure } from './install-failure.ts';
import { languageOfBrowser, sendPage } from './install-page.ts';
import { createInstallationRecords } from './installation-records.ts';
import { createStateStore } from './state-store.ts';

/** Where somebody begins, and where Slack sends them back to. */
export const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** One address that browsers ask for. */
export interface InstallRoute {
  readonly path: string;
  /** Always answers, never throws. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Installs the app in workspaces. */
export interface Installer {
  /** Gives the tokens of a workspace, renewed if need be. */
  readonly authorize: (source: InstallationQuery<boolean>) => ReturnType<InstallProvider['authorize']>;
  readonly routes: readonly InstallRoute[];
}

/** What it is made from. */
export interface InstallerParts {
  readonly access: Extract<SlackAccess, { readonly kind: 'oauth' }>;
  readonly services: Services;
  /** For Slack's Web API. */
  readonly clientOptions: webApi.WebClientOptions & { readonly slackApiUrl: string };
}

const STATUS: Readonly<Record<InstallFailure, number>> = {
  cancelled: 403,
  stale: 400,
  'whole-organization': 403,
  refused: 502,
  broken: 503,
};

/** Slack's own installer over our storage: whoever opens the one address is sent to Slack, and comes back to the other. */
export function createInstaller({ access, services, clientOptions }: InstallerParts): Installer {
  const { logger, newId } = services;
  const options = { scopes: [...BOT_SCOPES], redirectUri: `${access.publicUrl}${REDIRECT_PATH}` };
  const forBolt = createBoltLogger(logger);
  const provider = new InstallProvider({
    clientId: access.clientId,
    clientSecret: access.clientSecret.expose(),
    stateStore: createStateStore(services, options),
    installationStore: createInstallationRecords(services),
    directInstall: true,
    authorizationUrl: new URL('../oauth/v2/authorize', clientOptions.slackApiUrl).href,
    clientOptions,
    // What failed is told to the person and logged by `fail`; here it may be no more than a change of mind.
    logger: { ...forBolt, error: (...parts: unknown[]) => forBolt.warn(...parts) },
  });

  function fail(failure: InstallFailure, error: unknown, { request, response }: Exchange): void {
    const reference = newId();
    logger.warn({ reference, failure, error }, 'The app was not installed');
    if (response.headersSent) return;
    const language = languageOfBrowser(request);
    const texts = messagesOf(language).install;
    const { title, lines } = texts.failures[failure];
    const link = { text: texts.again, url: INSTALL_PATH };
    const page = { title, lines: [...lines, messagesOf(language).reference(reference)], link };
    sendPage(response, page, { status: STATUS[failure], language });
  }

  function welcome({ team }: Installation | OrgInstallation, { request, response }: Exchange): void {
    const teamId = team?.id ?? '';
    logger.info({ teamId }, 'The app was installed in a workspace');
    const language = languageOfBrowser(request);
    const texts = messagesOf(language).install;
    const link = { text: texts.openSlack, url: `https://app.slack.com/client/${teamId}` };
    sendPage(response, { ...texts.installed(team?.name ?? teamId), link }, { status: 200, language });
  }

  /** Gives back what was given for more than the bot can serve. */
  async function giveBack(installation: Installation | OrgInstallation): Promise<void> {
    const token = installation.bot?.token;
    if (token === undefined) return;
    try {
      await new webApi.WebClient(token, { ...clientOptions }).auth.revoke({});
    } catch (error) {
      logger.warn({ error }, 'A token of a whole organization could not be given back');
    }
  }

  return {
    authorize: (source) => provider.authorize(source),
    routes: [
      {
        path: INSTALL_PATH,
        async handler(request, response) {
          response.setHeader('cache-control', 'no-store');
          try {
            await provider.handleInstallPath(request, response, undefined, options);
          } catch (error) {
            fail('broken', error, { request, response });
          }
        },
      },
      {
        path: REDIRECT_PATH,
        async handler(request, response) {
          const exchange = { request, response };
          await provider.handleCallback(request, response, {
            async afterInstallation(installation) {
              if (installation.isEnterpriseInstall !== true) return true;
              await giveBack(installation);
              fail('whole-organization', undefined, exchange);
              return false;
            },
            success: (installation) => welcome(installation, exchange),
            failure: (error) => fail(installFailure(error), error, exchange),
          });
        },
      },
    ],
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}
