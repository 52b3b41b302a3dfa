import { openStorage } from '@postern/core/adapters/storage';
import {
  buildEvent,
  buildPlannedEvent,
  buildReport,
  FAKE_START,
  FakeClock,
  sequentialIds,
} from '@postern/core/testing';
import { expect, it } from 'vitest';
import type { CommandIo } from '../../src/cli/command-io.ts';
import { exportPages } from '../../src/cli/export-pages.ts';
import { openCliHouse } from './cli-house.ts';

it('exports every delivery over many pages once, as CSV and as a JSON object a line', async () => {
  const { postern, environment } = await openCliHouse();
  await postern(['orgs']);
  const storage = await openStorage(environment.POSTERN_DATABASE_URL ?? '', { clock: new FakeClock() });
  const newId = sequentialIds();
  const reports = Array.from({ length: 1_203 }, () => buildReport(newId));
  for (let from = 0; from < reports.length; from += 200)
    await storage.intake.accept(reports.slice(from, from + 200), 0);
  await storage.close();

  const csv = (await postern(['deliveries', 'export'])).out.split('\r\n');
  expect(csv[0]).toBe('id,level,created,to,event,state,why,next try');
  expect(new Set(csv.slice(1, -1).map((line) => line.split(',')[0])).size).toBe(1_203);
  expect(csv).toHaveLength(1_205);

  const lines = (await postern(['deliveries', 'export', '--format', 'jsonl', '--state', 'queued'])).out
    .trimEnd()
    .split('\n');
  expect(new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(1_203);
  expect((await postern(['deliveries', 'export', '--state', 'failed', '--format', 'jsonl'])).out).toBe('');
});

/** A database with one event of each type, a minute apart. */
async function withEvents(events: readonly Parameters<typeof buildEvent>[0][]) {
  const house = await openCliHouse();
  await house.postern(['orgs']);
  const clock = new FakeClock();
  const storage = await openStorage(house.environment.POSTERN_DATABASE_URL ?? '', { clock });
  const newId = sequentialIds();
  for (const [minute, overrides] of events.entries()) {
    const event = buildPlannedEvent(newId, { event: buildEvent(overrides), deliveries: [] });
    const receivedAt = FAKE_START + minute * 60_000;
    const content = { kind: 'events', events: [event] } as const;
    await storage.intake.accept([buildReport(newId, { content, receivedAt })], 0);
  }
  await storage.close();
  return house;
}

it('exports events by type and time, and gives spreadsheets nothing to run', async () => {
  const { postern } = await withEvents([
    { type: 'job.faulted', subject: '=cmd|calc', process: { id: null, name: '+1' } },
    { type: 'queue.x', subject: 'a "quoted", subject\nand a line' },
    { type: 'job.stopped', subject: '@x' },
  ]);
  const { out } = await postern(['events', 'export', '--type', 'job.*']);
  const [head, ...rows] = out.trimEnd().split('\r\n');
  expect(head).toBe('id,level,received,occurred,type,severity,subject,process,robot,queue,folder,tenant');
  expect(rows).toHaveLength(2);
  expect(out).toContain(",'=cmd|calc,'+1,");
  expect(out).not.toMatch(/(?:^|,)"?[=+@-]/mu);
  const until = new Date(FAKE_START + 2 * 60_000).toISOString();
  const jsonl = await postern([
    ...['events', 'export', '--format', 'jsonl', '--until', until],
    ...['--since', new Date(FAKE_START + 60_000).toISOString().slice(0, -1)],
  ]);
  const lines = jsonl.out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { event: { type: 'queue.x', subject: 'a "quoted", subject\nand a line' } },
  ]);
});

it('gives a spreadsheet that parts cells by semicolons, as in French, nothing to run either', async () => {
  const attacks = ['a;=cmd|x', 'a;"=cmd|x', 'a";"=cmd|x', 'a\n=cmd|x', 'a\t@cmd', ';;+cmd', '；=x'];
  const { postern } = await withEvents(attacks.map((subject) => ({ type: 'job.faulted', subject })));
  const { out } = await postern(['events', 'export']);
  expect(out.split('cmd')).toHaveLength(attacks.length);
  expect(out).not.toMatch(/[;\t\n]"*[=+@-]/);
});

it('exports nothing that a terminal acts upon, and JSON that says what was stored', async () => {
  const subject = 'a\u001b[2Jb\u009bc\u202ed\u2028e';
  const { postern } = await withEvents([{ type: 'job.faulted', subject }]);
  expect((await postern(['events', 'export'])).out).not.toMatch(/[^\P{Cc}\r\n]|[\p{Bidi_Control}\u2028]/u);
  const { out } = await postern(['events', 'export', '--format', 'jsonl']);
  expect(out).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u2028]/u);
  expect(JSON.parse(out)).toMatchObject({ event: { subject } });
});

it('exports of an event for one person’s eyes neither the link nor the data', async () => {
  const link = 'https://host.example/reset?token=s3cr3t';
  const { postern } = await withEvents([
    { type: 'account.password-recovery', link, detail: link, data: { link } },
  ]);
  for (const words of [
    ['events', 'export'],
    ['events', 'export', '--format', 'jsonl'],
    ['events', '--json'],
  ]) {
    const { out, code } = await postern(words);
    expect(code).toBe(0);
    expect(out).toContain('account.password-recovery');
    expect(out).not.toContain('s3cr3t');
  }
});

it('understands times as so long ago, and says which time it does not understand', async () => {
  const { postern } = await openCliHouse();
  await postern(['orgs', 'add', 'acme']);
  expect((await postern(['audit', 'export', '--since', '1h'])).out.split('\r\n')).toHaveLength(3);
  expect((await postern(['audit', 'export', '--until', '1h'])).out.split('\r\n')).toHaveLength(2);
  expect((await postern(['deliveries', '--since', '2020-01-01', '--until', '1d'])).out).toContain('No');
  for (const time of ['yesterday', '5', '2026-13-01', '2026-11-20 08:00'])
    expect(await postern(['events', '--since', time])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`--since says "${time}"`) as string,
    });
});

it('asks for a page only when the one before is written, so that memory holds one', async () => {
  const log: string[] = [];
  await exportPages({ out: (text: string) => void log.push(text) } as CommandIo, {
    format: 'csv',
    head: ['n'],
    row: (n: number) => [String(n)],
    async page({ cursor = '0' }) {
      log.push(`page ${cursor}`);
      return { items: [Number(cursor)], next: cursor === '2' ? null : String(Number(cursor) + 1) };
    },
  });
  expect(log).toEqual(['n\r\n', 'page 0', '0\r\n', 'page 1', '1\r\n', 'page 2', '2\r\n']);
});
