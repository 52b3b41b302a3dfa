import { expect, test } from 'vitest';
import { wrapText } from './wrap-text.ts';

test('breaks at spaces, at 76 characters', () => {
  const lines = wrapText('word '.repeat(60).trim()).split('\n');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
  expect(lines.join(' ')).toBe('word '.repeat(60).trim());
});

test('keeps a long URL whole', () => {
  const url = `https://portal.example/${'x'.repeat(200)}`;
  expect(wrapText(`Open ${url} now`).split('\n')).toEqual(['Open', url, 'now']);
});

test('does not break at a no-break space', () => {
  expect(wrapText('aaa bbb\u00a0: ccc', { width: 8, indent: '' }).split('\n')).toEqual([
    'aaa',
    'bbb\u00a0:',
    'ccc',
  ]);
});

test('indents every line but the first', () => {
  expect(wrapText('aaa bbb ccc', { width: 3, indent: '  ' })).toBe('aaa\n  bbb\n  ccc');
});

test('keeps line ends that are there', () => {
  expect(wrapText('a\n\nb')).toBe('a\n\nb');
});

test('leaves a line that fits as it is, spaces and all', () => {
  for (const line of ['', ' ', ' a  b ', 'a b c'])
    expect(wrapText(line, { width: 6, indent: '> ' })).toBe(line);
  expect(wrapText('a b c d', { width: 6, indent: '> ' })).toBe('a b c\n> d');
});
