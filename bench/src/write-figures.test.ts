import { expect, it } from 'vitest';
import { writeFigures } from './write-figures.ts';

it('puts new figures in the place of the old ones and leaves the rest as it is', () => {
  const document = '# Performance\n\nHow.\n\n## Figures\n\nold\n';
  expect(writeFigures(document, 'new')).toBe('# Performance\n\nHow.\n\n## Figures\n\nnew\n');
});

it('refuses a document that has no place for them', () => {
  expect(() => writeFigures('# Performance\n', 'new')).toThrow('There is no heading "## Figures"');
});
