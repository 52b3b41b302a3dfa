import { expect, test } from 'vitest';
import { httpLink } from './http-link.ts';

test.each(['https://portal.acme.example/reset/7c1d', 'http://10.0.0.7:8080/notes?v=2#top'])(
  'keeps %s',
  (link) => {
    expect(httpLink(link)).toBe(link);
  },
);

test.each([
  null,
  '',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example/x',
  '/reset',
  'mailto:a@b.example',
  'https://portal.acme.example@evil.example/',
  'https://user:word@portal.acme.example/',
  `https://a.example/${'x'.repeat(3_000)}`,
])('drops %j', (link) => {
  expect(httpLink(link)).toBeNull();
});

test('what it keeps is normalised, so that nothing in it ends an attribute', () => {
  expect(httpLink('https://a.example/"onclick="x"><b>')).toBe(
    'https://a.example/%22onclick=%22x%22%3E%3Cb%3E',
  );
});
