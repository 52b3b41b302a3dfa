import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addOrganization, changeSettings, HOST, MINUTE, organizationLevel, type Actor } from '@postern/core';
import { buildIncident, eventually, startSmtpSink } from '@postern/core/testing';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { surfaceHtml } from './pictures/surface-html.ts';
import type { TakenMessage } from './slack-stand-in/check-message.ts';
import type { TakenView } from './slack-stand-in/check-view.ts';
import { ADA, startBot } from './start-bot.ts';
import { viewHands } from './view-hands.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const CHROMIUM = '/usr/bin/chromium';
const FOLDER = join(import.meta.dirname, '../../../docs/pictures');

/** Draws into docs/pictures when asked to, by DRAW_PICTURES=1; else only what would be drawn is looked at. */
async function draw(name: string, surface: TakenMessage | TakenView): Promise<string> {
  const html = surfaceHtml(surface);
  if (process.env.DRAW_PICTURES !== '1') return html;
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 660, height: 800 } });
  await page.setContent(html);
  await page.locator('#picture').screenshot({ path: join(FOLDER, `${name}.png`) });
  return html;
}

describe('the pictures in docs/slack.md', () => {
  it('are made of the blocks that Slack gets', { timeout: 60_000 }, async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const globex = await addOrganization(bot.services, root, { slug: 'globex', name: 'Globex' });
    const server = { 'smtp-host': '127.0.0.1', 'smtp-port': String(sink.port), 'secure-connection': 'off' };
    const sender = { 'default-from-address': 'robots@example.com', 'default-from-display-name': 'Robots' };
    await changeSettings(bot.services, root, {
      level: HOST,
      set: { ...server, ...sender, 'use-default-credentials': 'on' },
    });
    await changeSettings(bot.services, root, { level: HOST, set: { 'client-name': 'postern.example.com' } });

    const overview = await bot.ask('view host');
    expect(await draw('slack-overview', overview)).toContain('A draft waits for its test');

    const form = await hands.open('edit org acme');
    await hands.choose(form, 'preset', 'gmail');
    expect(await draw('slack-form', form.view)).toContain('smtp.gmail.com');

    await bot.ask('test you@example.com host');
    const [followed] = bot.slack.messages;
    const running = followed?.versions.filter(({ text }) => text.includes('running')).at(-1);
    if (running === undefined) throw new Error('The test was not followed.');
    expect(await draw('slack-test', running)).toContain('Connection');

    const level = organizationLevel(globex.id);
    const own = { 'smtp-host': 'smtp.example.com', 'smtp-port': '587', 'use-default-credentials': 'on' };
    await changeSettings(bot.services, root, { level, set: own });
    await bot.ask('activate org globex confirm');
    const now = bot.services.clock.now();
    const opened = { openedAt: now - 5 * MINUTE, updatedAt: now };
    const ofGlobex = buildIncident({ level, ...opened });
    await bot.services.storage.incidents.apply([{ incident: ofGlobex, expectedVersion: 0 }]);
    await hands.deliver(bot.slack.hands.newHomeOpened(ADA));
    const home = await eventually('the Home tab', () => bot.slack.views.homes.get(ADA));
    const drawn = await draw('slack-home', home.view);
    for (const part of ['Globex', 'delivering', 'failing', 'refused the user name'])
      expect(drawn).toContain(part);
  });

  it('are there', () => {
    for (const name of ['slack-overview', 'slack-form', 'slack-test', 'slack-home'])
      expect(existsSync(join(FOLDER, `${name}.png`)), name).toBe(true);
  });
});
