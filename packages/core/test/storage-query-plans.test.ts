import type Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openDatabase } from '../src/adapters/storage/sqlite/open-database.ts';
import { sqliteConnection } from '../src/adapters/storage/sqlite/sqlite-connection.ts';
import { sqliteStorage } from '../src/adapters/storage/sqlite/sqlite-storage.ts';
import { organizationLevel } from '../src/kernel/level.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { FAKE_START, FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useAll } from './storage-use.ts';
import { buildSettlement } from './contracts/storage/build-settlement.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';

const files = useDatabaseFiles();

/** Tables that grow with every report. */
const GROWING = 'reports|events|deliveries|delivery_attempts|digest_members|storm_counts|troubles|quarantine';

/** A storage that tells which statements it prepares. */
async function openWatched() {
  const client = await openDatabase(await files.emptyDatabase(), silentLogger);
  const statements = new Set<string>();
  const prepare = client.prepare.bind(client);
  client.prepare = (sql: string) => {
    statements.add(sql);
    return prepare(sql);
  };
  const storage = sqliteStorage(sqliteConnection(client), { clock: new FakeClock(), logger: silentLogger });
  const plans = () => [...statements].map((sql) => ({ sql, plan: planOf(prepare, sql) }));
  return { storage, statements, plans };
}

function planOf(prepare: Database.Database['prepare'], sql: string): readonly string[] {
  const names = [...new Set(sql.match(/@\w+/g))].map((name) => name.slice(1));
  const places = sql.match(/\?/g) ?? [];
  const values =
    names.length === 0 ? places.map(() => 1) : [Object.fromEntries(names.map((name) => [name, 1]))];
  const explain = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  return explain.all(...values).map(({ detail }) => detail);
}

it('reads growing tables by index alone when it takes in, claims, settles and lists, so that cost stays flat', async () => {
  const { storage, plans } = await openWatched();
  await useAll(storage);
  const told = plans().map(({ sql }) => sql);
  for (const doing of [/^select .* from "troubles"/, /^insert into "troubles"/, /^delete from "troubles"/])
    expect(told).toContainEqual(expect.stringMatching(doing));
  const scans = plans().filter(({ plan }) =>
    plan.some((step) => new RegExp(`^SCAN (?:${GROWING})(?! USING)`).test(step)),
  );
  expect(scans).toEqual([]);
  // A walk along all ids is right only where the next row is nearly always one that is wanted.
  const walks = plans().filter(({ plan }) => plan.some((step) => /^SCAN \w+ USING INDEX/.test(step)));
  expect(walks.map(({ sql }) => /where (.*) order/.exec(sql)?.[1])).toEqual([]);
});

it('looks for those who had mail about it by the key of copies, not among all events of the level', async () => {
  const { storage, plans } = await openWatched();
  const newId = sequentialIds();
  await storage.intake.accept([buildReport(newId, { level: organizationLevel('acme') })], 1);
  const [look, ...others] = plans().filter(({ sql }) => /^select .*"fold_key" = /.test(sql));
  expect(others).toEqual([]);
  expect(look?.plan.filter((step) => step.includes(' events '))).toEqual([
    expect.stringContaining('USING INDEX events_fold (level=? AND fold_key=?'),
  ]);
});

it('prepares the statements of intake, claiming and settling once', async () => {
  const { storage, statements } = await openWatched();
  const newId = sequentialIds();
  const round = async (token: string) => {
    await storage.intake.accept([buildReport(newId)], 1);
    const request = {
      now: FAKE_START,
      limit: 9,
      perLevel: 9,
      leaseToken: token,
      leaseUntil: FAKE_START,
      except: [],
    };
    const claimed = await storage.outbox.claimDue(request);
    await storage.outbox.settle(claimed.map((one) => buildSettlement(one)));
    await storage.outbox.nextDueAt();
    await storage.configurationVersion();
  };
  const before = statements.size;
  await round('one');
  await round('two');
  expect(statements.size).toBe(before);
});

it('compares by parameters that SQLite plans for once: a bare one is compiled anew for each value', async () => {
  const { statements } = await openWatched();
  const conditions = [...statements]
    .filter((sql) => new RegExp(`\\b(?:${GROWING})\\b`).test(sql))
    .flatMap((sql) => /\bwhere\b.*/is.exec(sql)?.[0] ?? []);
  expect(conditions.length).toBeGreaterThan(20);
  const bare = conditions.filter((condition) => /(?:[=<>]|\bis) *(?:\?|@\w+)/i.test(condition));
  expect(bare).toEqual([]);
});
