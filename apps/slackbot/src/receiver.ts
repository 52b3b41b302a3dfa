import type { Logger } from '@postern/core';
import { HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { createBoltLogger } from './bolt-logger.ts';
import type { SlackbotConfig } from './config.ts';

/** The way that Slack's requests come in. */
export interface Inlet {
  readonly receiver: HTTPReceiver | SocketModeReceiver;
  /** Resolves when commands can come: where the bot listens, or null over Socket Mode. */
  start(): Promise<string | null>;
  stop(): Promise<void>;
}

/**
 * How long the Socket Mode client waits for a pong and, in version 3.1, before it connects again after Slack asked it to:
 * commands fail meanwhile (5 s by default; mended in 3.2, https://github.com/slackapi/node-slack-sdk/issues/1654). Shorter
 * would take a slow network for a dead one.
 */
const PING_TIMEOUT = 2_000;

/** Makes the receiver that the configuration asks for. */
export function createInlet(config: SlackbotConfig, logger: Logger): Inlet {
  switch (config.transport.kind) {
    case 'socket':
      return socketInlet({ appToken: config.transport.appToken.expose(), apiUrl: config.apiUrl, logger });
    case 'http':
      return httpInlet({
        signingSecret: config.transport.signingSecret.expose(),
        listen: config.transport.listen,
        logger,
      });
    default:
      return config.transport satisfies never;
  }
}

interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
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
  return {
    receiver,
    async start() {
      await probeAppToken(parts);
      await receiver.start();
      return null;
    },
    async stop() {
      // Version 3.1 rejects the start that is under way with nothing at all and nobody listening, which ends the process.
      client.removeAllListeners('disconnected');
      await client.disconnect();
    },
  };
}

/**
 * Asks for a connection once and leaves it unused. The client itself would ask again for ever when the token is of another
 * kind or lacks its scope, and nobody would learn why.
 * @throws what the Web API client throws, with Slack's word for it.
 */
async function probeAppToken({ appToken, apiUrl: slackApiUrl, logger }: SocketParts): Promise<void> {
  const client = new webApi.WebClient(appToken, {
    slackApiUrl,
    logger: createBoltLogger(logger),
    retryConfig: { retries: 1 },
  });
  await client.apps.connections.open({});
}

function httpInlet(parts: {
  readonly signingSecret: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly logger: Logger;
}): Inlet {
  const receiver = new HTTPReceiver({
    signingSecret: parts.signingSecret,
    logger: createBoltLogger(parts.logger),
  });
  return {
    receiver,
    async start() {
      const server = await receiver.start(parts.listen);
      const address = server.address();
      const { host } = parts.listen;
      const port = address !== null && typeof address === 'object' ? address.port : parts.listen.port;
      return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}/slack/events`;
    },
    stop: () => receiver.stop(),
  };
}
