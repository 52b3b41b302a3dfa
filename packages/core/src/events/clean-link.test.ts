import { describe, expect, it } from 'vitest';
import { cleanLink } from './clean-link.ts';

describe('cleanLink', () => {
  it.each(['https://portal.acme.example/reset/7c1d?t=a%20b&u=1#x', 'http://127.0.0.1:8080/notes'])(
    'keeps %s',
    (link) => {
      expect(cleanLink(link)).toBe(link);
    },
  );

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a script behind a tab', 'java\tscript:alert(1)'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['a path alone', '/reset/7c1d'],
    ['no link', 'see the portal'],
    ['a header break', 'https://a.example/\r\nX: y'],
    ['three kilobytes', `https://a.example/${'x'.repeat(3_000)}`],
    ['little that grows when it is encoded', `https://a.example/${'é'.repeat(1_000)}`],
    ['nothing', ''],
  ])('refuses %s', (_what, link) => {
    expect(cleanLink(link)).toBeNull();
  });

  it('writes a link in its normal form, so that quotes and angle brackets are encoded', () => {
    expect(cleanLink('https://a.example/"><b>')).toBe('https://a.example/%22%3E%3Cb%3E');
  });
});
