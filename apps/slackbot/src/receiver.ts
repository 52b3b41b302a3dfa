import type { Logger } from '@postern/core';
import { HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { createBoltLogger } from './bolt-logger.ts';
import type { ListenAddress } from './config-values.ts';
import type { SlackbotConfig } from './config.ts';
import { INSTALL_PATH, type InstallRoute } from './installations/create-installer.ts';
import { createInstallServer } from './installations/install-server.ts';

/** Where the bot listens, as this machine sees it. */
interface Addresses {
  /** For Slack's requests; null over Socket Mode. */
  readonly url: string | null;
  /** For browsers that install the app; null with one configured token. */
  readonly installUrl: string | null;
}

/** The way that Slack's requests come in. */
export interface Inlet {
  readonly receiver: HTTPReceiver | SocketModeReceiver;
  /** Resolves when commands can come. */
  start(): Promise<Addresses>;
  stop(): Promise<void>;
}

/**
 * How long the Socket Mode client waits for a pong and, in version 3.1, before it connects again after Slack asked it to:
 * commands fail meanwhile (5 s by default; mended in 3.2, https://github.com/slackapi/node-slack-sdk/issues/1654). Shorter
 * would take a slow network for a dead one.
 */
const PING_TIMEOUT = 2_000;

/** Makes the receiver that the configuration asks for. */
export function createInlet({ transport, access, apiUrl }: SlackbotConfig, parts: InletParts): Inlet {
  switch (transport.kind) {
    case 'socket': {
      const listen = access.kind === 'oauth' ? access.listen : null;
      return socketInlet({ ...parts, appToken: transport.appToken.expose(), apiUrl, listen });
    }
    case 'http':
      return httpInlet({
        ...parts,
        signingSecret: transport.signingSecret.expose(),
        listen: transport.listen,
      });
    default:
      return transport satisfies never;
  }
}

interface InletParts {
  readonly logger: Logger;
  /** What browsers ask for. */
  readonly installRoutes: readonly InstallRoute[];
}

interface SocketParts extends InletParts {
  readonly appToken: string;
  readonly apiUrl: string;
  /** For browsers; null: none come. */
  readonly listen: ListenAddress | null;
}

function socketInlet(parts: SocketParts): Inlet {
  const receiver = new SocketModeReceiver({
    appToken: parts.appToken,
    logger: createBoltLogger(parts.logger),
    clientPingTimeout: PING_TIMEOUT,
    // An object of its own: the client writes its retries into it.
    installerOptions: { clientOptions: { slackApiUrl: parts.apiUrl } },
  });
  const { client } = receiver;
  const { listen } = parts;
  const browsers = listen === null ? null : createInstallServer(listen, parts.installRoutes);
  return {
    receiver,
    async start() {
      await probeAppToken(parts);
      await receiver.start();
      if (browsers === null || listen === null) return { url: null, installUrl: null };
      return { url: null, installUrl: urlOf({ ...listen, port: await browsers.start() }, INSTALL_PATH) };
    },
    async stop() {
      // Version 3.1 rejects the start that is under way with nothing at all and nobody listening, which ends the process.
      client.removeAllListeners('disconnected');
      await client.disconnect();
      await browsers?.stop();
    },
  };
}

/**
 * Asks for a connection once and leaves it unused. The client itself would ask again for ever when the token is of another
 * kind or lacks its scope, and nobody would learn why.
 * @throws what the Web API client throws, with Slack's word for it.
 */
async function probeAppToken({
  appToken,
  apiUrl: slackApiUrl,
  logger,
}: Pick<SocketParts, 'appToken' | 'apiUrl' | 'logger'>): Promise<void> {
  const client = new webApi.WebClient(appToken, {
    slackApiUrl,
    logger: createBoltLogger(logger),
    retryConfig: { retries: 1 },
  });
  await client.apps.connections.open({});
}

function httpInlet(
  parts: InletParts & { readonly signingSecret: string; readonly listen: ListenAddress },
): Inlet {
  const receiver = new HTTPReceiver({
    signingSecret: parts.signingSecret,
    customRoutes: parts.installRoutes.map(({ path, handler }) => ({
      path,
      method: 'GET',
      handler: (request, response) => void handler(request, response),
    })),
    logger: createBoltLogger(parts.logger),
  });
  return {
    receiver,
    async start() {
      const server = await receiver.start(parts.listen);
      const address = server.address();
      const { host } = parts.listen;
      const port = address !== null && typeof address === 'object' ? address.port : parts.listen.port;
      const installs = parts.installRoutes.length > 0;
      return {
        url: urlOf({ host, port }, '/slack/events'),
        installUrl: installs ? urlOf({ host, port }, INSTALL_PATH) : null,
      };
    },
    stop: () => receiver.stop(),
  };
}

function urlOf({ host, port }: ListenAddress, path: string): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}${path}`;
}
