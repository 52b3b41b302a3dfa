import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { useDatabases } from './postgres/use-databases.ts';
import { useAll } from './storage-use.ts';

const databases = useDatabases();

/** Tables that grow with every report. */
const GROWING = 'reports|events|deliveries|delivery_attempts|digest_members|storm_counts|troubles|quarantine';

interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Statements of which a plan can be asked, each once, with what they were asked with. */
async function statementsOf(work: () => Promise<void>): Promise<readonly Asked[]> {
  const asked = new Map<string, Asked>();
  const client = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const spy = vi.spyOn(client, 'query');
  try {
    await work();
    for (const [query, second] of spy.mock.calls) {
      const { text = '', values } = (typeof query === 'string' ? { text: query } : query) as Partial<Asked>;
      const given = values ?? (Array.isArray(second) ? (second as unknown[]) : []);
      if (/^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text)) asked.set(text, { text, values: given });
    }
  } finally {
    spy.mockRestore();
  }
  return [...asked.values()];
}

it('can read growing tables by index whatever it takes in, claims, settles, gathers, lists and forgets', async () => {
  const url = await databases.emptyDatabase();
  const storage = await openPostgresStorage({ url, clock: new FakeClock(), leaseClock: 'caller' });
  onTestFinished(() => storage.close());
  const statements = await statementsOf(() => useAll(storage));
  const told = statements.map(({ text }) => text).join('\n');
  for (const table of GROWING.split('|')) expect(told).toContain(table);
  for (const doing of ['JOIN troubles', 'INSERT INTO troubles', 'DELETE FROM troubles', 'WHERE thread ='])
    expect(told).toContain(doing);

  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  // In tables this small a scan is cheapest: forbidden, it is left only where no index is of use.
  await client.query('SET enable_seqscan = off');
  const scans: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
    const plan = rows.map((row) => row['QUERY PLAN']);
    const scan = plan.find((line) => new RegExp(`Seq Scan on (?:${GROWING})\\b`).test(line));
    if (scan !== undefined) scans.push(`${scan.trim()}: ${text}`);
  }
  expect(scans).toEqual([]);
});
