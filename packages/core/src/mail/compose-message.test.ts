import { describe, expect, test } from 'vitest';
import { buildEvent } from '../testing/build-event.ts';
import { composeMessage, type ComposedMessage, type MessageToCompose } from './compose-message.ts';
import type { MailToBuild } from './mail-headers.ts';
import type { MailLayout } from './mail-layout.ts';
import type { MailTemplate } from './templates/mail-template.ts';

const LAYOUT: MailLayout = {
  html: (content, language) => `<html lang="${language}">${content.title.length.toString()}`,
  text: (content) => `${content.title}\n${content.paragraphs.join('\n')}\n${content.footer.join('\n')}`,
};

const BROKEN_TEMPLATE: MailTemplate = {
  name: 'broken',
  types: ['job.faulted'],
  compose() {
    throw new Error('a defect');
  },
};

type Change = Partial<Omit<MessageToCompose, 'delivery' | 'sender'>> & {
  readonly delivery?: Partial<MessageToCompose['delivery']>;
  readonly sender?: Partial<MessageToCompose['sender']>;
};

function message({ delivery, sender, ...overrides }: Change = {}): MessageToCompose {
  return {
    event: buildEvent(),
    receivedAt: 1_000,
    gathered: null,
    answered: null,
    ruleName: 'Faults',
    organization: { slug: 'acme', name: 'Acme SA' },
    layout: LAYOUT,
    now: 2_000,
    ...overrides,
    delivery: {
      id: '019aa000-0000-7000-8000-000000000001',
      address: 'ops@acme.example',
      name: null,
      language: 'en',
      timeZone: 'Europe/Paris',
      data: {},
      ruleId: 'rule-1',
      stormUntil: null,
      ...delivery,
    },
    sender: { fromAddress: 'robots@Platform.example', fromDisplayName: 'Robots', replyTo: null, ...sender },
  };
}

function mailOf(composed: ComposedMessage): MailToBuild {
  if (!composed.ok) throw new Error(composed.problem);
  return composed.mail;
}

describe('a composed message', () => {
  test('has an identity that depends on the delivery and the sender’s domain alone', () => {
    const first = mailOf(composeMessage(message()));
    const again = mailOf(
      composeMessage(message({ now: 9_000_000, event: buildEvent({ subject: 'Other' }) })),
    );

    expect(first.identity).toEqual({
      messageId: '019aa000-0000-7000-8000-000000000001@platform.example',
      references: [],
    });
    expect(again.identity).toEqual(first.identity);
  });

  test('is the same for the same input', () => {
    expect(composeMessage(message())).toEqual(composeMessage(message()));
  });

  test('carries sender, recipient, language and date', () => {
    const mail = mailOf(
      composeMessage(
        message({
          delivery: { name: ' Claire\r\nMartin\u202e ', language: 'fr' },
          sender: { replyTo: 'help@acme.example' },
        }),
      ),
    );
    expect(mail.from).toEqual({ address: 'robots@Platform.example', name: 'Robots' });
    expect(mail.to).toEqual({ address: 'ops@acme.example', name: 'Claire Martin' });
    expect([mail.replyTo, mail.language, mail.date, mail.unsubscribe]).toEqual([
      'help@acme.example',
      'fr',
      2_000,
      null,
    ]);
    expect(mail.text).toContain('Faults');
  });

  test('is of the list of its type and organization', () => {
    expect(mailOf(composeMessage(message())).listId).toBe('job-faulted.acme.platform.example');
    expect(mailOf(composeMessage(message({ organization: null }))).listId).toBe(
      'job-faulted.host.platform.example',
    );
  });

  test('is urgent when it is fatal', () => {
    expect(mailOf(composeMessage(message())).urgent).toBe(false);
    expect(mailOf(composeMessage(message({ event: buildEvent({ severity: 'fatal' }) }))).urgent).toBe(true);
  });

  test('about a forgotten password is urgent, of no list, and speaks of no rule', () => {
    const event = buildEvent({
      type: 'account.password-recovery',
      severity: 'info',
      link: 'https://a.example/r',
    });
    const mail = mailOf(composeMessage(message({ event, ruleName: null, delivery: { ruleId: null } })));
    expect(mail.urgent).toBe(true);
    expect(mail.listId).toBeNull();
    expect(mail.text).toContain('because it was asked for');
  });
});

describe('when a template fails', () => {
  test('the fallback writes the mail, says why it looks so, and the outcome tells', () => {
    const composed = composeMessage(message(), [BROKEN_TEMPLATE]);

    expect(composed).toMatchObject({
      ok: true,
      template: 'fallback',
      usedFallback: true,
      problem: 'template "broken": a defect',
    });
    expect(mailOf(composed).text).toContain(
      'Postern could not write its usual mail about this event (job.faulted)',
    );
  });

  test('an own template that works is no fallback', () => {
    expect(composeMessage(message())).toMatchObject({
      ok: true,
      template: 'job',
      usedFallback: false,
      problem: null,
    });
  });

  test('and the fallback fails as well, the outcome is template-failed and nothing is thrown', () => {
    const layout: MailLayout = {
      ...LAYOUT,
      html() {
        throw new Error('no layout');
      },
    };
    expect(composeMessage(message({ layout }))).toEqual({
      ok: false,
      reason: 'template-failed',
      problem: 'template "job": no layout; template "fallback": no layout',
    });
  });
});
