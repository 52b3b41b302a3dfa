import { BOT_SCOPES } from './installations/bot-scopes.ts';
import type { SlashCommand } from './commands/subcommand.ts';

/** How the bot is reached. */
export interface ManifestWay {
  /** Where Slack's requests go, such as `https://bot.example.com/slack/events`; null: Socket Mode. */
  readonly requestUrl: string | null;
  /** Where Slack sends people back to who install the app, such as `https://bot.example.com/slack/oauth_redirect`; null: nobody does. */
  readonly redirectUrl: string | null;
}

/** Letters of a hint that Slack's command list shows without cutting. */
const HINT = 90;

/**
 * The app as Slack's "Create app from manifest" takes it, made from the registry of commands.
 * Source: https://docs.slack.dev/reference/app-manifest (schema 2.0.0)
 */
export function slackManifest(
  commands: readonly SlashCommand[],
  { requestUrl, redirectUrl }: ManifestWay,
): object {
  const requests = requestUrl === null ? {} : { request_url: requestUrl };
  const ofInstallations = redirectUrl === null ? [] : ['app_uninstalled', 'tokens_revoked'];
  const botEvents = ['app_home_opened', ...ofInstallations];
  return {
    display_information: {
      name: 'Postern',
      description: 'System e-mail for automation platforms: settings, tests and alerts.',
      background_color: '#1f3a5f',
    },
    features: {
      bot_user: { display_name: 'Postern', always_online: true },
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      slash_commands: commands.map(({ name, description, subcommands }) => ({
        command: name,
        description,
        usage_hint: usageHint(subcommands.map(({ word }) => word)),
        should_escape: true,
        ...(requestUrl === null ? {} : { url: requestUrl }),
      })),
    },
    oauth_config: {
      ...(redirectUrl === null ? {} : { redirect_urls: [redirectUrl] }),
      scopes: { bot: BOT_SCOPES },
    },
    settings: {
      interactivity: { is_enabled: true, ...requests },
      event_subscriptions: { ...requests, bot_events: botEvents },
      socket_mode_enabled: requestUrl === null,
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

/** As many words as the hint holds; `help` lists them all. */
function usageHint(words: readonly string[]): string {
  let hint = '[';
  for (const word of words) {
    const longer = hint === '[' ? `[${word}` : `${hint} | ${word}`;
    if (longer.length > HINT) return `${hint} | …]`;
    hint = longer;
  }
  return `${hint}]`;
}
