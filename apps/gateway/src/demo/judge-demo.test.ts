import { buildDelivery } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { judgeDemo } from './judge-demo.ts';
import type { CaughtMail } from './mail-catcher.ts';
import type { PostedSample } from './post-sample.ts';

const DELIVERY = buildDelivery({ state: 'delivered', address: 'ops@acme.example' });

const POSTED: PostedSample = {
  sample: {
    title: 'faulted job',
    sender: 'orchestrator',
    signature: 'right',
    id: '1',
    body: '{}',
    expected: { status: 202, mailTo: ['ops@acme.example'] },
  },
  status: 202,
  meaning: '',
  eventIds: [DELIVERY.eventId],
  sent: 100,
  took: 5,
};

const MAIL: CaughtMail = {
  number: 1,
  arrived: 130,
  raw: Buffer.from(''),
  messageId: `<${DELIVERY.id}@platform.example>`,
  from: 'robots@platform.example',
  to: 'ops@acme.example',
  recipients: ['ops@acme.example'],
  subject: 'A job',
  text: '',
  html: '',
};

const SEEN = { posted: [POSTED], deliveries: [DELIVERY], mails: [MAIL] };

describe('the verdict on a demo', () => {
  it('finds for every mail the webhook that caused it, and how long it took', () => {
    expect(judgeDemo(SEEN)).toEqual({ mails: [{ mail: MAIL, posted: POSTED, took: 30 }], problems: [] });
  });

  it('names a mail that did not arrive, where it is and why', () => {
    const deferred = { ...DELIVERY, state: 'deferred', reason: 'connection-refused' } as const;
    expect(judgeDemo({ ...SEEN, deliveries: [deferred], mails: [] }).problems).toEqual([
      'faulted job: the mail for ops@acme.example did not arrive. It is deferred. The server refuses connections.',
    ]);
  });

  it('names a mail that no rule planned', () => {
    expect(judgeDemo({ ...SEEN, deliveries: [], mails: [] }).problems).toEqual([
      'faulted job: the mail for ops@acme.example did not arrive. None was planned.',
    ]);
  });

  it('names a mail that came twice', () => {
    const again = { ...MAIL, number: 2 };
    expect(judgeDemo({ ...SEEN, mails: [MAIL, again] }).problems).toEqual([
      'faulted job: 2 mails for ops@acme.example.',
    ]);
  });

  it('names a mail that nothing asked for', () => {
    const stray = { ...MAIL, number: 2, messageId: '<stray@platform.example>', subject: 'Stray' };
    expect(judgeDemo({ ...SEEN, mails: [MAIL, stray] }).problems).toEqual([
      'A mail that nothing asked for arrived for ops@acme.example: Stray',
    ]);
  });

  it('names an answer that is not the right one', () => {
    const forged: PostedSample = {
      ...POSTED,
      sample: { ...POSTED.sample, title: 'forged', expected: { status: 401, mailTo: [] } },
      eventIds: [],
    };
    expect(judgeDemo({ ...SEEN, posted: [POSTED, forged] }).problems).toEqual([
      'forged: answered 202 instead of 401.',
    ]);
  });
});
