import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStorage } from '../src/adapters/storage/index.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import type { NewId } from '../src/kernel/ids.ts';
import { HOST, organizationLevel } from '../src/kernel/level.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildEvent } from '../src/testing/build-event.ts';
import { buildPlannedEvent, buildReport } from '../src/testing/build-report.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { runProcess, startProcess } from './contracts/storage/processes/run-process.ts';
import { useDatabases } from './postgres/use-databases.ts';

const WORKER = new URL('./contracts/storage/processes/worker.ts', import.meta.url);
const TAKE_ONCE = new URL('./contracts/storage/processes/take-once.ts', import.meta.url);

const files = useDatabaseFiles();
const databases = useDatabases();

describe.each([
  ['sqlite', async () => `file:${await files.emptyDatabase()}`],
  ['postgres', () => databases.emptyDatabase()],
])('several processes on one database: %s', (_backend, emptyDatabase) => {
  it('gives no delivery to two processes and loses none, when both claim and settle while a third takes in', async () => {
    const url = await emptyDatabase();
    const storage = await openStorage(url, { clock: new FakeClock() });
    const newId = sequentialIds();
    const workers = ['one', 'two'].map((name) => startProcess(WORKER, [url, name]));
    await Promise.all(workers.map(({ ready }) => ready));

    const levels = [HOST, organizationLevel('a'), organizationLevel('b')];
    for (let batch = 0; batch < 40; batch += 1) {
      const reports = Array.from({ length: 10 }, (_, place) =>
        buildReport(newId, { level: levels[place % 3] ?? HOST }),
      );
      await storage.intake.accept(reports, FOLDING_WINDOW);
      await nextTurn();
    }
    await storage.maintenance.setMode('draining', buildAuditEntry(newId));
    const ends = await Promise.all(workers.map(({ end }) => end));

    expect(ends.map(({ errors }) => errors)).toEqual(['', '']);
    const results = ends.map(
      ({ output }) => JSON.parse(output.replace('ready\n', '')) as { claimed: string[]; settled: string[] },
    );
    const claimed = results.flatMap((result) => result.claimed);
    expect(claimed).toHaveLength(400);
    expect(new Set(claimed).size).toBe(400);
    expect(results.flatMap((result) => result.settled).toSorted()).toEqual(claimed.toSorted());
    expect(results.filter((result) => result.claimed.length > 0)).toHaveLength(2);
    expect((await storage.outbox.list({ state: 'delivered' }, { limit: 500 })).items).toHaveLength(400);
    await storage.close();
  }, 120_000);

  it('tells a repeat also when two processes store the same report at the same time', async () => {
    const url = await emptyDatabase();
    const open = () => openStorage(url, { clock: new FakeClock() });
    const [one, two] = [await open(), await open()];
    const [here, there] = [sequentialIds(1), sequentialIds(2)];
    const answers = await Promise.all([
      one.intake.accept([buildReport(here, { dedupeKey: 'same' })], FOLDING_WINDOW),
      two.intake.accept([buildReport(there, { dedupeKey: 'same' })], FOLDING_WINDOW),
    ]);
    expect(
      answers
        .flat()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['accepted', 'repeat']);
    expect(new Set(answers.flat().map(({ reportId }) => reportId)).size).toBe(1);
    await one.close();
    await two.close();
  });

  it('makes one mail of copies that two processes store at the same time', async () => {
    const url = await emptyDatabase();
    const open = () => openStorage(url, { clock: new FakeClock() });
    const [one, two] = [await open(), await open()];
    const [here, there] = [sequentialIds(1), sequentialIds(2)];
    const copies = (newId: NewId) =>
      Array.from({ length: 30 }, (_, place) => {
        const event = buildPlannedEvent(newId, { event: buildEvent({ foldKey: `job ${place} faulted` }) });
        return buildReport(newId, { content: { kind: 'events', events: [event] } });
      });
    const forth = copies(here);
    const back = copies(there).toReversed();
    const answers = await Promise.all([
      one.intake.accept(forth, FOLDING_WINDOW),
      two.intake.accept(back, FOLDING_WINDOW),
      ...forth.map((report) => one.intake.accept([report], FOLDING_WINDOW)),
      ...back.map((report) => two.intake.accept([report], FOLDING_WINDOW)),
    ]);
    const kinds = answers.flat().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(60);
    expect(kinds.filter((kind) => kind === 'repeat')).toHaveLength(60);
    expect((await one.outbox.list({}, { limit: 500 })).items).toHaveLength(30);
    await one.close();
    await two.close();
  });

  it('gives each once-key, link, answer, incident and its news to one of two processes that want them all', async () => {
    const url = await emptyDatabase();
    const storage = await openStorage(url, { clock: new FakeClock() });
    const ids = Array.from({ length: 200 }, (_, place) => `${place}`);
    for (const id of ids) {
      await storage.links.add({
        id: `link ${id}`,
        tokenHash: id,
        level: HOST,
        purpose: { kind: 'arrival', messageId: '<m@x>' },
        actor: { kind: 'command-line', name: 'root' },
        language: 'en',
        reply: { keyId: 'k1', box: 'Ym94' },
        createdAt: 0,
        expiresAt: 9,
        usedAt: null,
        revisionId: null,
      });
    }
    const ends = await Promise.all([runProcess(TAKE_ONCE, [url]), runProcess(TAKE_ONCE, [url])]);
    expect(ends.map(({ errors }) => errors)).toEqual(['', '']);
    const given = ends.flatMap(({ output }) => JSON.parse(output) as string[]);
    const all = ids.flatMap((id) => [
      `key ${id}`,
      `link ${id}`,
      `answer of link ${id}`,
      `incident ${id}`,
      `news of ${id}`,
    ]);
    expect(given.toSorted()).toEqual(all.toSorted());
    await storage.close();
  }, 120_000);
});
