import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { PASSWORD, startLinksHouse, type LinksHouse } from './links-house.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (place) => existsSync(place),
);
let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath === undefined) return;
  // Without its own sandbox, which containers cannot give it.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  browser = await chromium.launch({ executablePath, args });
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

beforeEach((context) => {
  const advice = 'There is no Chromium on this machine (Debian: apt-get install chromium).';
  context.skip(browser === undefined, advice);
});

/** A browser that runs no scripts; `trouble` gathers everything that it complains about. */
async function browse(): Promise<{
  readonly page: Page;
  readonly trouble: string[];
  readonly house: LinksHouse;
}> {
  if (browser === undefined) throw new Error('no browser');
  const house = await startLinksHouse();
  const context = await browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  return { page, trouble, house };
}

describe('a link in a browser without scripts', { timeout: 60_000 }, () => {
  it('takes the password typed into the field that has the focus, and saves it', async () => {
    const { page, trouble, house } = await browse();
    await page.goto(await house.secretLink());
    expect(await page.title()).toContain('Mail settings of Acme SA');
    const field = page.getByLabel('SMTP password');
    expect(await field.getAttribute('type')).toBe('password');
    await page.keyboard.type(PASSWORD);
    expect(await field.inputValue()).toBe(PASSWORD);
    // Our own style applies, so the policy lets it through.
    expect((await page.locator('main').boundingBox())?.width).toBeLessThan(700);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Saved' }).waitFor();
    expect(await house.secretNow()).toBe('sealed');
    expect(trouble).toEqual([]);
  });

  it('says in French what is wrong, takes the right one then, and is not open any more after that', async () => {
    const { page, house } = await browse();
    const address = await house.secretLink('fr');
    await page.goto(address);
    await page.keyboard.type('********');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('champ masqué');
    await page.keyboard.type(PASSWORD);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('heading', { name: 'Enregistré' }).waitFor();
    const reply = await page.goto(address);
    expect(reply?.status()).toBe(404);
  });

  it('lets a form that lies in two tabs be sent from either', async () => {
    const { page, house } = await browse();
    const address = await house.secretLink();
    await page.goto(address);
    const other = await page.context().newPage();
    await other.goto(address);
    await page.getByLabel('SMTP password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Saved' }).waitFor();
  });

  it('confirms by one press that a test mail has arrived', async () => {
    const { page, trouble, house } = await browse();
    await page.goto(await house.arrivalLink());
    await page.getByRole('button', { name: 'Yes, it arrived' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(trouble).toEqual([]);
  });
});
