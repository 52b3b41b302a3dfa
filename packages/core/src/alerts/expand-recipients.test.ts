import { describe, expect, it } from 'vitest';
import { buildRecipient, buildRule } from '../testing/build-rule.ts';
import { expandRecipients } from './expand-recipients.ts';

const to = (address: string, own: Parameters<typeof buildRecipient>[0] = {}) =>
  buildRecipient({ address, ...own });

function expand(recipients: readonly ReturnType<typeof to>[], lists: Record<string, readonly string[]>) {
  const members = Object.entries(lists).map(([name, all]) => [name, all.map((one) => to(one))] as const);
  return expandRecipients(buildRule({ recipients }), new Map(members)).map(
    ({ address, list }) => `${address} ${list ?? '-'}`,
  );
}

describe('expandRecipients', () => {
  it('puts the members of lists where the list stands', () => {
    const recipients = [to('a@x.example'), to('list:night'), to('z@x.example')];
    expect(expand(recipients, { night: ['b@x.example', 'c@x.example'], other: ['no@x.example'] })).toEqual([
      'a@x.example -',
      'b@x.example night',
      'c@x.example night',
      'z@x.example -',
    ]);
  });

  it('has each mailbox once, by the rule itself before any list, else by the first list', () => {
    const recipients = [to('list:one'), to('list:two'), to('b@x.example')];
    const lists = { one: ['a@X.example', 'b@x.example'], two: ['a@x.example', 'c@x.example'] };
    expect(expand(recipients, lists)).toEqual(['a@X.example one', 'b@x.example -', 'c@x.example two']);
  });

  it('prefers a member’s own language and zone, then what the rule gives the list', () => {
    const recipients = [to('list:night', { language: 'fr', timeZone: 'Europe/Paris' })];
    const members = [to('a@x.example'), to('b@x.example', { language: 'en', timeZone: 'Asia/Tokyo' })];
    expect(expandRecipients(buildRule({ recipients }), new Map([['night', members]]))).toEqual([
      { address: 'a@x.example', language: 'fr', timeZone: 'Europe/Paris', list: 'night' },
      { address: 'b@x.example', language: 'en', timeZone: 'Asia/Tokyo', list: 'night' },
    ]);
  });
});
