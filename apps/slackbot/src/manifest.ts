import type { SlashCommand } from './commands/subcommand.ts';

/** How Slack is to reach the bot. */
export type ManifestWay =
  | { readonly kind: 'socket' }
  /** Where Slack's requests go, such as `https://bot.example.com/slack/events`. */
  | { readonly kind: 'http'; readonly requestUrl: string };

/** Letters of a hint that Slack's command list shows without cutting. */
const HINT = 90;

/**
 * The app as Slack's "Create app from manifest" takes it, made from the registry of commands.
 * Source: https://docs.slack.dev/reference/app-manifest (schema 2.0.0)
 */
export function slackManifest(commands: readonly SlashCommand[], way: ManifestWay): object {
  const http = way.kind === 'http';
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
        ...(http ? { url: way.requestUrl } : {}),
      })),
    },
    oauth_config: {
      scopes: { bot: ['commands', 'chat:write', 'im:write', 'usergroups:read', 'users:read'] },
    },
    settings: {
      interactivity: { is_enabled: true, ...(http ? { request_url: way.requestUrl } : {}) },
      event_subscriptions: {
        ...(http ? { request_url: way.requestUrl } : {}),
        bot_events: ['app_home_opened'],
      },
      socket_mode_enabled: !http,
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
