import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@postern/core/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startInbox } from '../src/demo/inbox/start-inbox.ts';
import type { CaughtMail } from '../src/demo/mail-catcher.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (place) => existsSync(place),
);
let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath === undefined) return;
  // Without its own sandbox, which containers cannot give it.
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

beforeEach((context) => {
  const advice = 'There is no Chromium on this machine (Debian: apt-get install chromium).';
  context.skip(browser === undefined, advice);
});

function mail(number: number, overrides: Partial<CaughtMail> = {}): CaughtMail {
  return {
    number,
    arrived: 0,
    raw: Buffer.from(`Subject: Mail ${String(number)}\r\n\r\nHello`),
    messageId: `<${String(number)}@platform.example>`,
    from: '"Robots" <robots@platform.example>',
    to: 'ops@acme.example',
    recipients: ['ops@acme.example'],
    subject: `Mail ${String(number)}`,
    text: `Text of mail ${String(number)}`,
    html: `<!doctype html><p style="color: green">Page of mail ${String(number)}</p>`,
    ...overrides,
  };
}

/** Opens the inbox; `trouble` gathers everything that the browser complains about. */
async function openInbox(
  mails: readonly CaughtMail[],
): Promise<{ page: Page; url: string; trouble: string[] }> {
  if (browser === undefined) throw new Error('no browser');
  const inbox = await startInbox({ mails });
  const page = await browser.newPage();
  onTestFinished(async () => {
    await page.close();
    await inbox.close();
  });
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('dialog', (dialog) => {
    trouble.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(inbox.url);
  return { page, url: inbox.url, trouble };
}

const list = (page: Page) => page.frameLocator('iframe.list');
const shown = (page: Page) => page.frameLocator('iframe.mail');

describe('the demo’s inbox in a browser', { timeout: 60_000 }, () => {
  it('shows the newest mail, and every other by a click, as HTML and as text', async () => {
    const { page, trouble } = await openInbox([mail(1), mail(2)]);
    await shown(page).getByText('Page of mail 2').waitFor();

    await list(page).getByText('Mail 1').click();
    await shown(page).getByText('Page of mail 1').waitFor();
    await page.getByRole('link', { name: 'Text' }).click();
    await shown(page).getByText('Text of mail 1').waitFor();
    expect(await list(page).locator('.shown').textContent()).toContain('Mail 1');
    expect(trouble).toEqual([]);
  });

  it('lists mail that comes in by itself', async () => {
    const mails = [mail(1)];
    const { page } = await openInbox(mails);
    await list(page).getByText('Mail 1').waitFor();
    mails.push(mail(2));
    await list(page).getByText('Mail 2').waitFor();
  });

  it('lets a hostile mail run nothing, fetch nothing, and lead its frame nowhere', async () => {
    const { url: stranger, asked } = await startStranger();
    const evil = `<script>alert('ran')</script><img src="${stranger}/x.png" onerror="alert(1)">`;
    const away = `<meta http-equiv="refresh" content="0;url=${stranger}/away">`;
    const html = `<!doctype html>${away}${evil}<p>Still here</p>`;
    const { page, url, trouble } = await openInbox([mail(1, { subject: evil, from: evil, html })]);
    await shown(page).getByText('Still here').waitFor();

    const refused = (what: RegExp) => trouble.some((line) => what.test(line));
    await eventually(
      'the browser refuses each',
      () => refused(/image/i) && refused(/fram/i) && refused(/script/i),
    );
    expect(asked).toEqual([]);
    expect(trouble).not.toContain('ran');
    expect(await page.locator('h1').textContent()).toBe(evil);
    expect(page.url()).toBe(`${url}/`);
  });
});

/** A server that notes what it is asked for. */
async function startStranger(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked };
}
