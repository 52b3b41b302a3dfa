import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp } from './parse-timestamp.ts';

const AT = Date.UTC(2026, 10, 20, 6, 14, 26);

describe('parseTimestamp', () => {
  it.each([
    ['seven digits', '2026-11-20T06:14:26.2879878Z', AT + 287],
    ['twelve digits', '2026-11-20T06:14:26.287987812345Z', AT + 287],
    ['one digit', '2026-11-20T06:14:26.5Z', AT + 500],
    ['no digits', '2026-11-20T06:14:26Z', AT],
    ['no seconds', '2026-11-20T06:14Z', AT - 26_000],
    ['no zone, which is UTC', '2026-11-20T06:14:26.2879878', AT + 287],
    ['an offset', '2026-11-20T07:14:26+01:00', AT],
    ['an offset without colon, west', '2026-11-20T01:14:26-0500', AT],
    ['a space for the T', '2026-11-20 06:14:26Z', AT],
    ['a leap second', '2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['a leap day', '2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ])('reads %s', (_form, text, at) => {
    expect(parseTimestamp(text)).toBe(at);
  });

  it.each([
    ['nothing', ''],
    ['words', 'yesterday'],
    ['a day that does not exist', '2026-02-29T00:00:00Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['hour 24', '2026-11-20T24:00:00Z'],
    ['an impossible offset', '2026-11-20T00:00:00+25:00'],
    ['the placeholder of .NET and Go', '0001-01-01T00:00:00Z'],
    ['a day alone', '2026-11-20'],
    ['epoch seconds', '1795155266'],
    ['text behind it', '2026-11-20T06:14:26Z; x'],
  ])('gives null for %s', (_form, text) => {
    expect(parseTimestamp(text)).toBeNull();
  });

  it('reads every time that a clock of this runtime writes, to the millisecond', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1900-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        (date) => {
          expect(parseTimestamp(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});
