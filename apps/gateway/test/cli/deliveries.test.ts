import { HOST } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import {
  buildEvent,
  buildPlannedDelivery,
  buildPlannedEvent,
  buildReport,
  FAKE_START,
  FakeClock,
  sequentialIds,
} from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('reading commands on an empty house', () => {
  it.each([
    ['deliveries', { items: [], next: null }],
    ['quarantine', { items: [], next: null }],
    ['incidents', { items: [], next: null }],
    ['audit', { items: [], next: null }],
    ['sources', []],
    ['rules', []],
    ['orgs', []],
    ['maintenance', { mode: 'off' }],
  ])('postern %s --json is one JSON value', async (word, value) => {
    const { postern } = await openCliHouse();
    const read = await postern([word, '--json']);
    expect(read).toMatchObject({ code: 0, err: '' });
    expect(read.json()).toEqual(value);
  });

  it('says of an unknown delivery or report that there is none', async () => {
    const { postern } = await openCliHouse();
    for (const words of [
      ['deliveries', 'show', 'x'],
      ['deliveries', 'replay', 'x'],
      ['quarantine', 'show', 'x'],
      ['quarantine', 'replay', 'x'],
    ]) {
      expect(await postern(words)).toMatchObject({ code: 1, out: '' });
    }
  });

  it('takes only states that there are', async () => {
    const { postern } = await openCliHouse();
    expect((await postern(['deliveries', '--state', 'lost'])).code).toBe(64);
    expect((await postern(['deliveries', '--limit', 'many'])).code).toBe(64);
  });
});

describe('postern deliveries show', () => {
  it('says what a mail about many is about, and which mail a delivery answers', async () => {
    const { postern, environment } = await openCliHouse();
    await postern(['orgs']);
    const storage = await openStorage(environment.POSTERN_DATABASE_URL ?? '', { clock: new FakeClock() });
    const newId = sequentialIds();
    const digest = { kind: 'gather', as: 'digest', until: FAKE_START + 60_000 } as const;
    const trouble = { key: 'process|31|1220', state: 'on', at: FAKE_START } as const;
    for (const pacing of [digest, digest, null]) {
      const deliveries = [buildPlannedDelivery(newId, { ruleId: 'rule-1', pacing })];
      const event = buildPlannedEvent(newId, { event: buildEvent({ trouble }), deliveries });
      const content = { kind: 'events', events: [event] } as const;
      await storage.intake.accept([buildReport(newId, { id: event.id, level: HOST, content })], 0);
    }
    const { items } = await storage.outbox.list({}, { limit: 9 });
    await storage.close();
    const [reply, gathering] = items;
    const { out } = await postern(['deliveries', 'show', gathering?.id ?? '']);
    expect(out).toContain('digest of 2 events');
    expect((await postern(['settings', 'view', '--host'])).out).toContain(
      'Gathering: 2 events in 1 mail; the next goes 2026-',
    );
    expect(out).toMatch(/job\.faulted \(error\) +2 +Invoice_Intake/);
    expect(out).not.toContain('answers');
    const first = await postern(['deliveries', 'events', gathering?.id ?? '', '--limit', '1', '--json']);
    const page = first.json() as { items: { eventId: string }[]; next: string };
    const second = await postern(['deliveries', 'events', gathering?.id ?? '', '--cursor', page.next]);
    expect(page.items[0]?.eventId).not.toBe(gathering?.eventId);
    expect(second.out).toContain(gathering?.eventId);
    expect(out).toContain(page.items[0]?.eventId);
    const whole = await postern(['deliveries', 'show', gathering?.id ?? '', '--json']);
    expect(whole.json()).toMatchObject({ events: { items: [page.items[0], {}], next: null } });
    expect((await postern(['deliveries', 'events', reply?.id ?? ''])).out).toContain('about one event');
    expect((await postern(['deliveries', 'show', reply?.id ?? ''])).out).toMatch(
      new RegExp(`answers +the mail of delivery ${String(gathering?.id)}`),
    );
  });
});

describe('postern maintenance', () => {
  it('sets the mode, with an audit entry', async () => {
    const { postern } = await openCliHouse();
    expect((await postern(['maintenance', 'suspended'])).out).toContain('suspended');
    expect((await postern(['maintenance', '--json'])).json()).toEqual({ mode: 'suspended' });
    expect((await postern(['maintenance', 'asleep'])).code).toBe(64);
    const { items } = (await postern(['audit', '--json'])).json() as { items: unknown[] };
    expect(items).toMatchObject([{ action: 'maintenance.changed', actor: { name: 'tester' } }]);
  });
});

describe('postern audit export', () => {
  it('is RFC 4180, and gives spreadsheets nothing to run', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme', '--name', 'A "quoted", name']);
    await postern(['orgs', 'set', 'acme', '--name', '=1+1']);
    const { out, code } = await postern(['audit', 'export']);
    expect(code).toBe(0);
    expect(out.startsWith('when,who,what,level,subject,changes\r\n')).toBe(true);
    expect(out).toContain('name: A ""quoted"", name → =1+1');
    expect(out).not.toMatch(/(?:^|,)=/m);
  });
});

describe('postern doctor', () => {
  it('names what keeps mail from going, each with its cure, exit status 2', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    const sick = await postern(['doctor', '--json']);
    expect(sick.code).toBe(2);
    const findings = sick.json() as { check: string; state: string; cure: string | null }[];
    expect(findings.find(({ check }) => check === 'database')?.state).toBe('ok');
    expect(findings.find(({ check }) => check === 'settings of acme')?.state).toBe('failed');
    for (const { state, cure } of findings) expect(cure === null).toBe(state === 'ok');
  });
});
