import { Secret, type Sealer, type Storage } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { eventually, FakeClock, FakeTimers } from '@postern/core/testing';
import { expect, onTestFinished } from 'vitest';
import { createLogger } from '../src/logger.ts';
import type { Services } from '../src/services.ts';
import { startSlackbot, type Slackbot } from '../src/slackbot.ts';
import { buildServices } from './build-services.ts';
import type { Answer } from './slack-stand-in/response-urls.ts';
import { startSlackStandIn, type SlackStandIn } from './slack-stand-in/start-slack-stand-in.ts';
import type { Consent } from './slack-stand-in/teams.ts';
import { configFor } from './start-bot.ts';

/** What a browser got. */
export interface BrowserAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A bot that workspaces install, against the stand-in. */
export interface InstallableBot {
  readonly slack: SlackStandIn;
  readonly slackbot: Slackbot;
  readonly services: Services;
  readonly clock: FakeClock;
  readonly timers: FakeTimers;
  readonly log: readonly string[];
  /** Opens the address to install it: gives the page of Slack and the cookie. */
  begin(): Promise<{ readonly slackPage: string; readonly cookie: string }>;
  /** Comes back from Slack. */
  comeBack(url: URL, headers?: Readonly<Record<string, string>>): Promise<BrowserAnswer>;
  /** Begins, lets the app in, and comes back. */
  install(consent: Consent, language?: string): Promise<BrowserAnswer>;
  /** Types a line in a workspace and waits for the answer. */
  ask(typed: string, where: { readonly teamId: string; readonly userId: string }): Promise<Answer>;
  /** Tells the bot of something that happened in a workspace. */
  tell(type: 'app_uninstalled' | 'tokens_revoked', teamId: string): Promise<void>;
}

/** What a test may choose. */
export interface InstallableOptions {
  readonly transport: 'socket' | 'http';
  readonly storage?: Storage;
  readonly sealer?: Sealer;
  /** One that another bot has run against. */
  readonly slack?: SlackStandIn;
  readonly administrators?: Parameters<typeof configFor>[1]['administrators'];
}

/** Starts it; when the test has ended it is stopped, and nothing that was logged may hold a token, a code or a state. */
export async function startInstallableBot(options: InstallableOptions): Promise<InstallableBot> {
  const clock = new FakeClock();
  const slack = options.slack ?? (await startSlackStandIn({ clock }));
  if (options.slack === undefined) onTestFinished(() => slack.stop());
  const log: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line: string) => log.push(line) } });
  const storage = options.storage ?? (await openStorage('memory:', { clock }));
  const { app } = slack.teams;
  const config = {
    ...configFor(slack, { transport: options.transport, administrators: options.administrators ?? [] }),
    access: {
      kind: 'oauth',
      clientId: app.clientId,
      clientSecret: new Secret(app.clientSecret),
      publicUrl: app.redirectUri.replace('/slack/oauth_redirect', ''),
      listen: { host: '127.0.0.1', port: 0 },
    },
  } as const;
  const timers = new FakeTimers(clock);
  const { systemAdministrators: configuredAdministrators } = config;
  const built = buildServices({ storage, clock, logger, configuredAdministrators });
  const services = { ...built, timers, ...(options.sealer === undefined ? {} : { sealer: options.sealer }) };
  const slackbot = await startSlackbot({ ...services, config });
  onTestFinished(async () => {
    await slackbot.stop();
    const written = log.join('');
    for (const secret of [app.clientSecret, 'xoxb-', 'code-', 'state='])
      expect(written).not.toContain(secret);
  });
  const installUrl = slackbot.installUrl ?? '';

  const begin: InstallableBot['begin'] = async () => {
    const response = await fetch(installUrl, { redirect: 'manual' });
    expect([response.status, await response.text()]).toEqual([302, '']);
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return { slackPage: response.headers.get('location') ?? '', cookie };
  };
  const comeBack: InstallableBot['comeBack'] = async ({ pathname, search }, headers = {}) => {
    const response = await fetch(new URL(`${pathname}${search}`, installUrl), { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    slack,
    slackbot,
    services,
    clock,
    timers,
    log,
    begin,
    comeBack,
    async install(consent, language = 'en-GB') {
      const { slackPage, cookie } = await begin();
      const back = slack.teams.approve(slackPage, consent);
      return comeBack(back, { cookie, 'accept-language': language });
    },
    async ask(typed, { teamId, userId }) {
      const command = slack.newCommand(typed, userId);
      const sent = { ...command, fields: { ...command.fields, team_id: teamId } };
      if (slackbot.url === null) expect(await slack.socket.send(sent.fields)).toEqual({});
      else expect((await slack.post(slackbot.url, sent)).status).toBe(200);
      return eventually('an answer', () => command.answers()[0]);
    },
    async tell(type, teamId) {
      const event = {
        type: 'event_callback',
        team_id: teamId,
        api_app_id: 'A0POSTERN',
        event_id: `Ev-${type}-${teamId}`,
        event_time: 1_700_000_000,
        event: { type, ...(type === 'tokens_revoked' ? { tokens: { oauth: [], bot: ['U0BOT'] } } : {}) },
      };
      if (slackbot.url === null) await slack.socket.send(event, 'events_api');
      else expect((await slack.post(slackbot.url, { event })).status).toBe(200);
    },
  };
}
