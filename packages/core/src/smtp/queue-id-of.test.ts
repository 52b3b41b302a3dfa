import { describe, expect, it } from 'vitest';
import { queueIdOf } from './queue-id-of.ts';

describe('queueIdOf', () => {
  it.each([
    ['Postfix', 'Ok: queued as 4XyZ1b2c3d', '4XyZ1b2c3d'],
    ['Exim', 'OK id=1sXyZa-000AbC-2d', '1sXyZa-000AbC-2d'],
    [
      'Microsoft 365',
      'OK <a@b.prod.outlook.com> [InternalId=4819, Hostname=x.prod.outlook.com] 9 bytes Queued mail for delivery',
      '4819',
    ],
    ['Gmail', 'OK  1700000000 d2e1a72fcca58-6b123sm4 - gsmtp', 'd2e1a72fcca58-6b123sm4'],
    ['Sendmail', '49NAbc123 Message accepted for delivery', '49NAbc123'],
    ['Amazon SES', 'Ok 0100018b5c3c0a4f-1b2c-000000', '0100018b5c3c0a4f-1b2c-000000'],
    ['a server that names none', 'OK', null],
  ])('reads the answer of %s', (_server, text, id) => {
    expect(queueIdOf(text)).toBe(id);
  });
});
