import { expect, test } from 'vitest';
import { listId } from './list-id.ts';

const domain = 'platform.example';

test.each([
  ['job.faulted', 'acme', 'job-faulted.acme.platform.example'],
  ['queueItem.transactionFailed', 'acme', 'queue-item-transaction-failed.acme.platform.example'],
  ['license.expiring', null, 'license-expiring.host.platform.example'],
  ['x>\r\nBcc: a@b.example', 'acme', 'x-bcc-a-b-example.acme.platform.example'],
  ['日本', 'acme', 'event.acme.platform.example'],
])('type %j of %j gets %s', (type, slug, id) => {
  expect(listId({ type, slug, domain })).toBe(id);
});

test('stays within what RFC 2919 allows', () => {
  expect(listId({ type: 'x'.repeat(5_000), slug: 'a'.repeat(40), domain }).length).toBeLessThan(255);
});
