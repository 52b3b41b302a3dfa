import { type DnsRecords, Secret, type Storage, type Timers } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { eventually, FakeClock } from '@postern/core/testing';
import { expect, onTestFinished } from 'vitest';
import type { SlackbotConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import type { Services } from '../src/services.ts';
import { buildServices } from './build-services.ts';
import { startSlackbot, type Slackbot } from '../src/slackbot.ts';
import type { Answer } from './slack-stand-in/response-urls.ts';
import {
  startSlackStandIn,
  type SentCommand,
  type SentPress,
  type SlackStandIn,
} from './slack-stand-in/start-slack-stand-in.ts';

/** A system administrator, and somebody without any rights; both in English until a test says otherwise. */
export const ADA = 'U0ADA';
export const EVE = 'U0EVE';

/** A bot that runs against the stand-in, over memory storage. */
export interface RunningBot {
  readonly slack: SlackStandIn;
  readonly services: Services;
  readonly clock: FakeClock;
  readonly slackbot: Slackbot;
  /** What was logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Types a line and waits for the answer. */
  ask(typed: string, userId?: string, command?: string): Promise<Answer>;
  /** Presses the button with that text on a message, and waits for the answer. */
  press(message: Pick<Answer, 'blocks'>, text: string, by?: string | Presser): Promise<Answer>;
}

/** Who presses a button; not `ephemeral`: on a message that everybody in a channel sees. */
export interface Presser {
  readonly userId: string;
  readonly ephemeral: boolean;
}

/** What a test may choose. */
export interface BotOptions {
  readonly transport?: 'socket' | 'http';
  readonly language?: 'en' | 'fr';
  readonly administrators?: SlackbotConfig['systemAdministrators'];
  /** Where the gateway’s pages are. */
  readonly publicUrl?: string;
  /** What waits by a clock; the event loop's unless a test says otherwise. */
  readonly timers?: Timers;
  readonly clock?: FakeClock;
  /** What DNS has; nothing unless given. */
  readonly dns?: DnsRecords;
  /** Wraps the storage that the bot sees. */
  readonly around?: (storage: Storage) => Storage;
}

/** Starts both; when the test has ended they are stopped, and nothing that was logged may hold a secret. */
export async function startBot(options: BotOptions = {}): Promise<RunningBot> {
  const { transport = 'socket', language = 'en', around = (storage: Storage) => storage } = options;
  const clock = options.clock ?? new FakeClock();
  const slack = await startSlackStandIn({ clock });
  onTestFinished(() => slack.stop());
  const locale = { en: 'en-GB', fr: 'fr-CA' }[language];
  for (const id of [ADA, EVE]) slack.users.set(id, { id, locale });
  const log: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line: string) => log.push(line) } });
  const storage = around(await openStorage('memory:', { clock }));
  const config = configFor(slack, { transport, administrators: options.administrators });
  const configuredAdministrators = config.systemAdministrators;
  const services = buildServices({
    storage,
    clock,
    logger,
    configuredAdministrators,
    timers: options.timers,
    publicUrl: options.publicUrl,
    dns: options.dns,
  });
  const slackbot = await startSlackbot({ ...services, config });
  onTestFinished(async () => {
    await slackbot.stop();
    expectNoSecrets(log, slack);
  });
  const answered = async (sent: SentCommand | SentPress): Promise<Answer> => {
    if (slackbot.url !== null) {
      const response = await slack.post(slackbot.url, sent);
      expect([response.status, await response.text()]).toEqual([200, '']);
    } else if ('fields' in sent) {
      expect(await slack.socket.send(sent.fields)).toEqual({});
    } else {
      expect(await slack.socket.send(sent.payload, 'interactive')).toEqual({});
    }
    return eventually('an answer', () => sent.answers()[0]);
  };
  const ask: RunningBot['ask'] = (typed, userId = ADA, command = '/email-settings') =>
    answered(slack.newCommand(typed, userId, command));
  const press: RunningBot['press'] = ({ blocks }, text, by = ADA) => {
    const { userId, ephemeral } = typeof by === 'string' ? { userId: by, ephemeral: true } : by;
    const button = blocks
      .flatMap((block) => (block.type === 'actions' ? block.elements : []))
      .find((element) => element.text.text === text);
    if (button === undefined) throw new Error(`The message has no button "${text}".`);
    return answered(slack.newPress(button, userId, ephemeral));
  };
  return { slack, services, clock, slackbot, log, ask, press };
}

/** A configuration that points at the stand-in. */
export function configFor(
  slack: SlackStandIn,
  options: {
    readonly transport: 'socket' | 'http';
    readonly administrators?: SlackbotConfig['systemAdministrators'] | undefined;
  },
): SlackbotConfig {
  return {
    transport:
      options.transport === 'socket'
        ? { kind: 'socket', appToken: new Secret(slack.appToken) }
        : {
            kind: 'http',
            signingSecret: new Secret(slack.signingSecret),
            listen: { host: '127.0.0.1', port: 0 },
          },
    access: { kind: 'token', botToken: new Secret(slack.botToken) },
    apiUrl: slack.apiUrl,
    systemAdministrators: options.administrators ?? [{ teamId: 'T0STANDIN', userId: ADA }],
    gatewayUrl: null,
    databaseUrl: 'memory:',
    keySource: { kind: 'given', keys: new Secret('unused') },
    logLevel: 'debug',
    dnsServers: [],
  };
}

function expectNoSecrets(log: readonly string[], slack: SlackStandIn): void {
  const written = log.join('');
  for (const secret of [slack.botToken, slack.appToken, slack.signingSecret, '/response-url/', 'ticket='])
    expect(written).not.toContain(secret);
}
