import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileMjml } from './compile-mjml.ts';
import { holesToLiterals } from './holes-to-literals.ts';

const folder = new URL('../../src/adapters/mail/', import.meta.url);

// After a change of mail.mjml: npx vitest run test/mail/compiled-layout.test.ts -u
test('mail-html.ts is what MJML makes of mail.mjml', async () => {
  const html = await compileMjml(await readFile(new URL('mail.mjml', folder), 'utf8'));

  await expect(functionOf(holesToLiterals(html))).toMatchFileSnapshot(
    new URL('mail-html.ts', folder).pathname,
  );
});

function functionOf(literal: string): string {
  return `import { htmlLines, htmlText } from './html-text.ts';
import type { MailView } from './mail-view.ts';

/** The HTML of a mail, in ASCII, with CRLF line ends. Made of mail.mjml, which says how: change that one. */
export function mailHtml(view: MailView): string {
  return \`${literal}\`;
}
`;
}

test('a hole that no view can fill is an error', () => {
  for (const hole of ['{{a b c}}', '{{{raw}}}', '{{a..b}}', '{{#each}}', '{{view["x"]}}', '{{}}'])
    expect(() => holesToLiterals(`<p>${hole}</p>`)).toThrow(/hole/);
});

test('what would end or fill a template literal stays text', () => {
  expect(holesToLiterals('a`b${c}\\d')).toBe('a\\`b\\${c}\\\\d');
});
