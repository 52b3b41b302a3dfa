import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMMANDS } from './commands/registry.ts';
import { slackManifest } from './manifest.ts';

/** As much of Slack's schema 2.0.0 as the app uses; it refuses unknown keys. */
const schema = z.strictObject({
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().max(32).startsWith('/'),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().max(1_000),
          should_escape: z.literal(true),
          url: z.url().optional(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url({ protocol: /^https$/ })).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()).min(1) }),
  }),
  settings: z.strictObject({
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.url().optional() }),
    event_subscriptions: z.strictObject({
      request_url: z.url().optional(),
      bot_events: z.array(z.string()).min(1),
    }),
    socket_mode_enabled: z.boolean(),
    org_deploy_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

describe('the manifest', () => {
  it('names every command of the registry, in the shape that Slack takes', () => {
    const manifest = schema.parse(slackManifest(COMMANDS, { requestUrl: null, redirectUrl: null }));
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(
      COMMANDS.map(({ name }) => name),
    );
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });

  it('gives an address to everything that Slack calls over HTTP, and to nothing over Socket Mode', () => {
    const requestUrl = 'https://bot.example.com/slack/events';
    const manifest = schema.parse(slackManifest(COMMANDS, { requestUrl, redirectUrl: null }));
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { request_url: requestUrl },
      event_subscriptions: { request_url: requestUrl },
    });
    for (const { url } of manifest.features.slash_commands) expect(url).toBe(requestUrl);
    expect(JSON.stringify(slackManifest(COMMANDS, { requestUrl: null, redirectUrl: null }))).not.toContain(
      'url"',
    );
  });

  it.each([null, 'https://bot.example.com/slack/events'])(
    'lets people come back who install the app, and asks to be told when it is gone (requests: %s)',
    (requestUrl) => {
      const redirectUrl = 'https://bot.example.com/slack/oauth_redirect';
      const { oauth_config: oauth, settings } = schema.parse(
        slackManifest(COMMANDS, { requestUrl, redirectUrl }),
      );
      expect(oauth.redirect_urls).toEqual([redirectUrl]);
      expect(settings.event_subscriptions).toEqual({
        ...(requestUrl === null ? {} : { request_url: requestUrl }),
        bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'],
      });
    },
  );

  it('is the one that is kept in the repository: after a change of the registry, `npm run manifest` prints it anew', () => {
    const kept: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../manifest.json'), 'utf8'));
    expect(kept).toEqual(slackManifest(COMMANDS, { requestUrl: null, redirectUrl: null }));
  });
});
