import { expect, test } from 'vitest';
import { messageDomain } from './message-domain.ts';

test.each([
  ['robots@Platform.Example', 'platform.example'],
  ['robots@bücher.example', 'xn--bcher-kva.example'],
  ['robots', 'postern.invalid'],
  ['robots@', 'postern.invalid'],
  ['robots@a b', 'postern.invalid'],
  ['robots@[::1]', 'postern.invalid'],
  ['robots@x>\r\nBcc: a', 'postern.invalid'],
])('of %j is %s', (address, domain) => {
  expect(messageDomain(address)).toBe(domain);
});
