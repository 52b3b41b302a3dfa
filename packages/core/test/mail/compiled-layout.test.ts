import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileMjml } from './compile-mjml.ts';

const folder = new URL('../../src/adapters/mail/', import.meta.url);

// After a change of mail.mjml: npx vitest run test/mail/compiled-layout.test.ts -u
test('mail.html.hbs is what MJML makes of mail.mjml', async () => {
  const source = await readFile(new URL('mail.mjml', folder), 'utf8');

  await expect(await compileMjml(source)).toMatchFileSnapshot(new URL('mail.html.hbs', folder).pathname);
});
