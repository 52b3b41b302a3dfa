import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import { SEVERITIES, type AutomationEvent } from '../../src/events/automation-event.ts';
import { templateFor } from '../../src/mail/templates/registry.ts';
import { buildTemplateInput } from '../../src/testing/build-template-input.ts';
import { findChromium, startChromium } from './chromium.ts';
import { HOSTILE_TEXT, hostileEvent } from './hostile-event.ts';
import { PAGE_CONTRASTS, type TextContrast } from './page-contrasts.ts';
import { SAMPLE_EVENTS } from './sample-events.ts';

const executable = findChromium();
const layout = createMjmlLayout();
let browser: Browser | undefined;

beforeAll(async () => {
  if (executable !== null) browser = await startChromium(executable);
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

beforeEach((context) => {
  context.skip(
    browser === undefined,
    'There is no Chromium on this machine (Debian: apt-get install chromium).',
  );
});

/** How the mail is looked at. */
interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

function htmlOf(event: AutomationEvent): string {
  const input = buildTemplateInput({
    event,
    organizationName: event.subject,
    data: event.data,
    reason: { kind: 'rule', name: event.subject },
  });
  return layout.html(templateFor(event.type).compose(input), 'en');
}

/** Shows the mail, tells which requests and dialogs it made, and lets the test measure. */
async function show<T>(
  event: AutomationEvent,
  { width, colorScheme }: Look,
  measure: (page: Page) => Promise<T>,
): Promise<{ readonly measured: T; readonly requests: readonly string[]; readonly dialogs: number }> {
  if (browser === undefined) throw new Error('no browser');
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const requests: string[] = [];
  let dialogs = 0;
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  try {
    await page.setContent(htmlOf(event), { waitUntil: 'load' });
    return { measured: await measure(page), requests, dialogs };
  } finally {
    await page.close();
  }
}

describe('a hostile mail', () => {
  test.each(['job.faulted', 'account.password-recovery', 'assistant.expired'])(
    'about %s runs nothing and asks the network for nothing',
    async (type) => {
      const { measured, requests, dialogs } = await show(
        hostileEvent(type),
        { width: 700, colorScheme: 'light' },
        async (page) => {
          await page.waitForLoadState('networkidle');
          // Whoever hovers everything triggers no handler either.
          await page.evaluate(
            `document.querySelectorAll('*').forEach((element) => element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })))`,
          );
          return page.evaluate<{ pwned: string; title: string; elements: string[] }>(
            `({ pwned: typeof window.pwned, title: document.title, elements: [...document.querySelectorAll('script, img, svg, iframe, link')].map((e) => e.outerHTML) })`,
          );
        },
      );

      expect(measured.pwned).toBe('undefined');
      expect(measured.elements).toEqual([]);
      expect(requests).toEqual([]);
      expect(dialogs).toBe(0);
    },
  );

  test('shows the payload’s own words', async () => {
    const { measured } = await show(
      hostileEvent('job.faulted'),
      { width: 700, colorScheme: 'light' },
      (page) => page.evaluate<string>('document.body.innerText'),
    );
    expect(measured).toContain('<script>window.pwned = 1</script>');
    expect(measured).toContain('{{constructor}}');
  });
});

test.each([
  ['a faulted job', SAMPLE_EVENTS.jobFaulted],
  ['a password recovery', SAMPLE_EVENTS.passwordRecovery],
  ['a hostile event', hostileEvent('job.faulted')],
  [
    'one word of 7,000 letters',
    { ...SAMPLE_EVENTS.jobFaulted, detail: 'W'.repeat(7_000), machine: HOSTILE_TEXT },
  ],
])('%s fits every width: nothing scrolls sideways', async (_, event) => {
  const widths = [320, 375, 480, 700];
  const { measured } = await show(event, { width: 320, colorScheme: 'light' }, async (page) => {
    const overflows: number[] = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      overflows.push((await page.evaluate<number>('document.documentElement.scrollWidth')) - width);
    }
    return overflows;
  });
  expect(measured).toEqual(widths.map(() => 0));
});

describe.each(['light', 'dark'] as const)('in %s surroundings', (colorScheme) => {
  test.each(SEVERITIES)(
    'every text of a mail of severity %s has the contrast of WCAG AA',
    async (severity) => {
      const event = {
        ...SAMPLE_EVENTS.jobFaulted,
        severity,
        link: 'https://a.example/',
        detail: 'x'.repeat(9_000),
      };
      const { measured } = await show(event, { width: 700, colorScheme }, (page) =>
        page.evaluate<TextContrast[]>(PAGE_CONTRASTS),
      );
      expect(measured.length).toBeGreaterThan(20);
      expect(measured.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    },
  );

  test('the page is as dark as it says', async () => {
    const { measured } = await show(SAMPLE_EVENTS.jobFaulted, { width: 700, colorScheme }, (page) =>
      page.evaluate<string[]>(
        `[document.body, document.querySelector('[role=article]'), document.querySelector('.card > table')].map((element) => getComputedStyle(element).backgroundColor)`,
      ),
    );
    expect(measured).toEqual(
      colorScheme === 'light'
        ? ['rgb(243, 244, 246)', 'rgb(243, 244, 246)', 'rgb(255, 255, 255)']
        : ['rgb(13, 17, 23)', 'rgb(13, 17, 23)', 'rgb(22, 27, 34)'],
    );
  });
});
