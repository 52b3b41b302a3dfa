import { expect, it } from 'vitest';
import { writeFigures } from './write-figures.ts';

it('puts new figures in the place of the old ones and leaves the rest as it is', () => {
  const document = '# Performance\n\nHow.\n\n## Figures\n\nold\n\n### Of it\n\nold\n\n## At scale\n\nkept\n';
  expect(writeFigures(document, '## Figures', 'new')).toBe(
    '# Performance\n\nHow.\n\n## Figures\n\nnew\n\n## At scale\n\nkept\n',
  );
  expect(writeFigures(document, '## At scale', 'new')).toBe(document.replace('kept', 'new'));
});

it('refuses a document that has no place for them', () => {
  expect(() => writeFigures('# Performance\n', '## Figures', 'new')).toThrow(
    'There is no heading "## Figures"',
  );
});
