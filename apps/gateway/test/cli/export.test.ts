import { openStorage } from '@postern/core/adapters/storage';
import { buildReport, FakeClock, sequentialIds } from '@postern/core/testing';
import { expect, it } from 'vitest';
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
