import { describe, expect, test } from 'vitest';
import { firstLine, headlineOf } from './headline.ts';

describe('headlineOf', () => {
  test.each([
    [
      'a selector is data',
      "Cannot find the UI element matching this selector: <webctrl tag='INPUT' id='amount' />\n\nSource: Type into",
      'Cannot find the UI element matching this selector',
    ],
    [
      'the class is no message',
      'System.Net.WebException: The remote server returned an error.',
      'The remote server returned an error',
    ],
    ['Python names it so too', 'ValueError: invoice has no number', 'invoice has no number'],
    ['a short line stays whole', 'Supplier unknown: VAT FR123', 'Supplier unknown: VAT FR123'],
    [
      'the first sentence will do',
      'The job was stopped by the user after it waited. Nothing was written to the ledger.',
      'The job was stopped by the user after it waited',
    ],
    ['blank lines come first', '\r\n\n  \n  Out of memory\n', 'Out of memory'],
    [
      'a version number is no sentence end',
      'Package 12.4.1 needs a runtime that this robot has not got installed yet',
      'Package 12.4.1 needs a runtime that this robot has not got installed yet',
    ],
  ])('%s', (_, detail, headline) => {
    expect(headlineOf(detail)).toBe(headline);
  });

  test.each([[null], [''], ['\n \r\n'], ['\u202e\u0000']])('is null where nothing is said: %j', (detail) => {
    expect(headlineOf(detail)).toBeNull();
  });

  test('is capped', () => {
    expect(headlineOf('x'.repeat(1_000_000))).toHaveLength(80);
  });
});

describe('firstLine', () => {
  test('is one clean line', () => {
    expect(firstLine('a\u202eb\u0007\tc\u2028d', 100)).toBe('ab c');
  });
});
