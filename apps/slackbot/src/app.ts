import { Secret } from '@postern/core';
import {
  App,
  type AllMiddlewareArgs,
  type BlockButtonAction,
  type SlackActionMiddlewareArgs,
  type webApi,
} from '@slack/bolt';
import { LINE_ACTION } from './blocks/line-button.ts';
import { OPEN_ACTION } from './blocks/open-button.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { COMMANDS } from './commands/registry.ts';
import { listenToForms } from './edit/listen-to-forms.ts';
import { listenToHome } from './home/listen-to-home.ts';
import { onUninstall } from './installations/on-uninstall.ts';
import type { InFlight } from './in-flight.ts';
import type { Desk } from './desk.ts';
import { onLine } from './on-line.ts';
import { listenToRuleForm } from './rule-form/listen-to-rule-form.ts';
import { readPress } from './read-press.ts';
import type { Inlet } from './receiver.ts';
import type { Workspaces } from './workspaces.ts';

/** What the app is made from. */
export interface AppParts {
  readonly desk: Desk;
  readonly inlet: Inlet;
  readonly workspaces: Workspaces;
  readonly clientOptions: webApi.WebClientOptions;
  /** Told of everything that comes in, so that a stop can wait for its answer. */
  readonly inFlight: InFlight;
}

/**
 * Slack's framework with every slash command of the registry, and the buttons that stand for their lines. Call `init` before
 * it starts.
 */
export function createApp({ desk, inlet, inFlight, ...slack }: AppParts): App {
  const { services } = desk;
  const { logger } = services;
  const app = new App({
    receiver: inlet.receiver,
    authorize: slack.workspaces.authorize,
    deferInitialization: true,
    logger: createBoltLogger(logger),
    convoStore: false,
    clientOptions: { ...slack.clientOptions },
  });
  for (const command of COMMANDS) {
    app.command(command.name, ({ command: call, ack, respond, client }) =>
      inFlight.run(() => {
        const user = { teamId: call.team_id, userId: call.user_id, channelId: call.channel_id };
        return onLine(desk, {
          command,
          typed: call.text,
          user,
          triggerId: call.trigger_id,
          source: { kind: 'message', respond, responseUrl: new Secret(call.response_url), replaces: false },
          ack,
          client,
        });
      }),
    );
  }
  app.action<BlockButtonAction>(new RegExp(`^${LINE_ACTION}:\\d+$`), (args) =>
    inFlight.run(() => onPress(args, desk)),
  );
  // The browser has opened it by then: there is nothing to do.
  app.action(OPEN_ACTION, ({ ack }) => ack());
  listenToForms(app, desk, inFlight);
  listenToRuleForm(app, desk, inFlight);
  listenToHome(app, desk, inFlight);
  for (const lost of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(lost, ({ body }) => inFlight.run(() => onUninstall(services, slack.workspaces, body.team_id)));
  }
  app.error(async (error) => {
    logger.error({ error }, 'A request of Slack could not be handled');
  });
  return app;
}

async function onPress(
  { body, payload, ack, respond, client }: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs,
  desk: Desk,
): Promise<void> {
  const press = readPress(body, payload.value);
  if (press === null) {
    await ack();
    return;
  }
  const { view, responseUrl, replaces, ...line } = press;
  const source = view ?? { kind: 'message', respond, responseUrl, replaces };
  await onLine(desk, { ...line, triggerId: body.trigger_id, source, ack, client });
}
