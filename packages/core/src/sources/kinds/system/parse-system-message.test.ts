import { describe, expect, it } from 'vitest';
import { fixtureBody, readFixture } from '../../../../test/fixtures/read-fixture.ts';
import type { AutomationEvent } from '../../../events/automation-event.ts';
import type { ParsedReport } from '../../source-kind.ts';
import { parseSystemMessage } from './parse-system-message.ts';

const RECEIVED = Date.UTC(2026, 2, 9, 18);

function parse(payload: unknown): ParsedReport {
  const body = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload));
  return parseSystemMessage({ body, receivedAt: RECEIVED, reportId: (id) => id });
}

function eventOf(payload: unknown): AutomationEvent {
  const report = parse(payload);
  if (report.kind === 'quarantine') throw new Error(report.explanation);
  expect(report.events).toHaveLength(1);
  return report.events[0]!;
}

/** A fixture with other data. */
function withData(name: string, changes: Record<string, unknown>): unknown {
  const payload = fixtureBody('system', name);
  return { ...payload, data: { ...(payload['data'] as object), ...changes } };
}

describe('account.password-recovery', () => {
  it('names the person, the link and until when it is good, and never folds', () => {
    expect(eventOf(readFixture('system', 'account.password-recovery'))).toMatchObject({
      type: 'account.password-recovery',
      severity: 'info',
      occurredAt: Date.parse('2026-03-09T14:00:00Z'),
      addressee: { address: 'zoe.lefevre@insurer.example', name: 'Zoë Lefèvre', locale: 'fr-FR' },
      link: 'https://portal.insurer.example/reset/5f2b?lang=fr',
      facts: [{ label: 'expires', value: { kind: 'time', at: Date.parse('2026-03-09T15:00:00Z') } }],
      foldKey: null,
      data: {},
      detail: null,
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no recipient', { recipient: null }, 'data.recipient.email'],
    ['no address', { recipient: { name: 'Zoë' } }, 'data.recipient.email'],
    ['two addresses', { recipient: { email: 'a@x.example, b@x.example' } }, 'data.recipient.email'],
    ['a broken header', { recipient: { email: 'a@x.example\r\nBcc: b@x.example' } }, 'data.recipient.email'],
    ['no link', { resetUrl: null }, 'data.resetUrl'],
    ['a script for a link', { resetUrl: 'javascript:alert(1)' }, 'data.resetUrl'],
  ])('is held with %s, since such a mail would be of no use', (_what, changes, place) => {
    const report = parse(withData('account.password-recovery', changes));
    expect(report).toMatchObject({ kind: 'quarantine', reason: 'wrong-shape' });
    expect(report.kind === 'quarantine' && report.explanation).toContain(`"${place}"`);
  });

  it('does without a name, a language and an end', () => {
    const changes = { recipient: { email: 'zoe@insurer.example' }, expiresAt: 'soon' };
    expect(eventOf(withData('account.password-recovery', changes))).toMatchObject({
      addressee: { address: 'zoe@insurer.example', name: null, locale: null },
      facts: [],
    });
  });

  it('is known in any case of its letters, so that no rule gets hold of the link', () => {
    const payload = {
      ...fixtureBody('system', 'account.password-recovery'),
      type: 'Account.Password-Recovery',
    };
    expect(eventOf(payload).type).toBe('account.password-recovery');
  });
});

describe('license.expiring', () => {
  it('says what expires when', () => {
    expect(eventOf(readFixture('system', 'license.expiring'))).toMatchObject({
      subject: 'Orchestrator',
      facts: [
        { label: 'product', value: { text: 'Orchestrator' } },
        { label: 'days-left', value: { number: 7 } },
        { label: 'expires', value: { at: Date.parse('2026-03-16T00:00:00Z') } },
      ],
      foldKey: 'license.expiring||host|Orchestrator|2026-03-16T00:00:00.000Z|7',
    });
  });

  it.each([
    [180, 'info'],
    [31, 'info'],
    [30, 'warn'],
    [14, 'warn'],
    [7, 'error'],
    [1, 'error'],
    [0, 'fatal'],
    [-3, 'fatal'],
    ['14', 'warn'],
  ])('%s days before is %s', (daysLeft, severity) => {
    expect(eventOf(withData('license.expiring', { daysLeft })).severity).toBe(severity);
  });

  it('counts the days itself when the sender does not', () => {
    const event = eventOf(withData('license.expiring', { daysLeft: undefined }));
    expect(event.facts).toContainEqual({ label: 'days-left', value: { kind: 'number', number: 7 } });
  });

  it('is a warning when nothing is known', () => {
    expect(eventOf({ type: 'license.expiring' })).toMatchObject({ severity: 'warn', foldKey: null });
  });
});

describe('product.update', () => {
  it('is a warning when it closes security gaps, else information', () => {
    expect(eventOf(readFixture('system', 'product.update'))).toMatchObject({
      severity: 'warn',
      subject: 'Orchestrator',
      link: 'https://updates.insurer.example/2026.4.1',
      foldKey: 'product.update||Orchestrator|2026.4.1',
    });
    expect(eventOf(withData('product.update', { security: false })).severity).toBe('info');
  });

  it('drops a link that is none', () => {
    expect(eventOf(withData('product.update', { notesUrl: 'javascript:alert(1)' })).link).toBeNull();
  });
});

describe('robot.alert and process.alert', () => {
  it('say who says what, and how bad it is', () => {
    expect(eventOf(readFixture('system', 'robot.alert'))).toMatchObject({
      type: 'robot.alert',
      severity: 'error',
      senderEventId: 'alert-20260309-1',
      process: { id: null, name: 'Claims_Triage' },
      robot: { id: null, name: 'claims-bot-02' },
      subject: 'Claims_Triage',
      detail: 'Disk nearly full on BOT-LYON-02',
    });
  });

  it('are read in UiPath’s own wrapping, with and without a type', () => {
    const expected = { type: 'process.alert', severity: 'warn', detail: 'No claims since midnight' };
    const bare = fixtureBody('system', 'process.alert');
    expect(eventOf(bare)).toMatchObject(expected);
    expect(eventOf({ type: 'process.alert', data: bare })).toMatchObject(expected);
    expect(eventOf({ type: 'process.alert', ...bare })).toMatchObject(expected);
  });

  it('fold with the same words at the same moment, and with nothing when they give none', () => {
    const payload = fixtureBody('system', 'robot.alert');
    const { foldKey } = eventOf(payload);
    expect(eventOf({ ...payload, id: 'another' }).foldKey).toBe(foldKey);
    expect(eventOf({ ...payload, timestamp: '2026-03-09T07:11:00Z' }).foldKey).not.toBe(foldKey);
    expect(eventOf(withData('robot.alert', { Message: 'Disk full' })).foldKey).not.toBe(foldKey);
    expect(eventOf({ ...payload, timestamp: undefined }).foldKey).toBeNull();
  });

  it('are warnings when the word for how bad it is says nothing', () => {
    expect(eventOf(withData('robot.alert', { Severity: 'purple' })).severity).toBe('warn');
  });
});

describe('any other type', () => {
  it('is read by common names, the rest in words, all of it by name for rules that ask', () => {
    expect(eventOf(readFixture('system', 'backup.finished'))).toMatchObject({
      type: 'backup.finished',
      severity: 'warn',
      subject: 'Nightly backup',
      machine: 'db-01',
      detail: 'Finished with 2 warnings\n\nsizeGiB: 41.5',
      link: 'https://backup.insurer.example/runs/88',
      foldKey: null,
      data: { severity: 'warning', sizeGiB: '41.5', targets: '["s3","tape"]' },
    });
  });

  it('finds things by name alone or by id and name', () => {
    const event = eventOf({
      type: 'job.faulted',
      data: { process: { id: 7, name: 'Intake' }, robotName: 'bot-1', queue: 'Invoices', tenant: 'Prod' },
    });
    expect(event).toMatchObject({
      severity: 'error',
      process: { id: '7', name: 'Intake' },
      robot: { id: null, name: 'bot-1' },
      queue: { id: null, name: 'Invoices' },
      tenant: { id: null, name: 'Prod' },
      subject: 'Intake',
    });
  });

  it.each([
    ['no data', undefined, null],
    ['null', null, null],
    ['a text', 'Disk full', 'Disk full'],
    ['a list', [1, 'x'], '[1,"x"]'],
    ['a number', 5, '5'],
  ])('does with %s', (_what, data, detail) => {
    expect(eventOf({ type: 'disk.full', data })).toMatchObject({ type: 'disk.full', detail });
  });

  it.each(['yesterday', 1773000000, null, ''])('happened when it came, with timestamp %j', (timestamp) => {
    expect(eventOf({ type: 'disk.full', timestamp }).occurredAt).toBe(RECEIVED);
  });

  it('gives inherited names and a __proto__ no meaning', () => {
    const payload = Buffer.from('{"type":"a.b","data":{"__proto__":{"message":"x"},"constructor":"y"}}');
    expect(eventOf(payload)).toMatchObject({ detail: 'constructor: y', data: { constructor: 'y' } });
    expect(Object.getPrototypeOf(eventOf(payload).data)).toBe(Object.prototype);
  });
});

describe('what is no message', () => {
  it.each([
    ['a list', [], 'it is a list.'],
    ['no type', { data: {} }, 'it is missing.'],
    ['an empty type', { type: '' }, 'it is an empty text.'],
    ['a type that is none', { type: { a: 1 } }, 'it is an object.'],
  ])('is held with a precise reason: %s', (_what, payload, end) => {
    const report = parse(payload);
    expect(report).toMatchObject({ kind: 'quarantine', reason: 'wrong-shape' });
    expect(report.kind === 'quarantine' && report.explanation.endsWith(end)).toBe(true);
  });
});
