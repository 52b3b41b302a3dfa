import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrateStore, openStorage } from '../src/adapters/storage/index.ts';
import { TRANSFER_TABLES } from '../src/adapters/storage/records/transfer-tables.ts';
import { forgetOld } from '../src/intake/forget-old.ts';
import { DAY } from '../src/kernel/clock.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { fillEveryTable } from './fill-every-table.ts';
import { useDatabases } from './postgres/use-databases.ts';

/** Tables that grow with what happens, and by what their old rows go. */
const FORGOTTEN: Readonly<Record<string, string>> = {
  events: 'forgetEvents',
  deliveries: 'forgetEvents, with their events',
  delivery_attempts: 'forgetEvents, with their deliveries',
  digest_members: 'forgetEvents, with their deliveries',
  troubles: 'forgetEvents, with their events',
  quarantine: 'forgetQuarantined',
  reports: 'forgetReports',
  silences: 'forgetSilences, once they are over',
  incidents: 'housekeeping, ninety days after they are resolved',
  links: 'housekeeping, a day after they have ended',
  once: 'the next one who takes a key, once theirs have expired',
  storm_counts: 'one a rule and address; they go with their rule',
};

/** Tables as large as what people set up, one row a thing. */
const SET_UP: readonly string[] = [
  'organizations',
  'sources',
  'source_secrets',
  'rules',
  'lists',
  'canaries',
  'revisions',
  'policy',
  'access_tokens',
  'dkim_keys',
  'grants',
  'claim_offer',
  'installations',
  'channels',
  'certificates',
];

/** Kept for ever, on purpose. */
const KEPT: readonly string[] = ['audit'];

it('says of every table how it is kept from growing for ever', () => {
  const said = [...Object.keys(FORGOTTEN), ...SET_UP, ...KEPT];
  expect(new Set(said).size).toBe(said.length);
  expect(said.toSorted()).toEqual(TRANSFER_TABLES.map(({ name }) => name).toSorted());
});

const files = useDatabaseFiles();
const databases = useDatabases();
const clock = new FakeClock();
/** Long after all that the tables are filled with. */
const LATER = clock.now() + 1_000 * DAY;

/** Does all that is said above. */
async function forgetAll(storage: Storage) {
  const keep = { events: 1, quarantine: 1, reports: 1 };
  const deps = { storage, clock: { now: () => LATER }, goOn: () => Promise.resolve(true) };
  const forgotten = await forgetOld(deps, { kind: 'system', name: 'test' }, keep);
  await storage.once.take('the next one', { now: LATER, until: LATER + DAY });
  await storage.rules.remove('id-000001', buildAuditEntry(sequentialIds()));
  return forgotten;
}

/** How many rows each table has. */
function rowsIn(path: string): Readonly<Record<string, number>> {
  const client = new Database(path, { readonly: true });
  const counted = TRANSFER_TABLES.map(({ name }) => {
    const count = client.prepare<[], { readonly rows: number }>(`SELECT count(*) AS rows FROM "${name}"`);
    return [name, count.get()?.rows ?? -1] as const;
  });
  client.close();
  return Object.fromEntries(counted);
}

/** Of four rows of each table: in the second and the fourth, whatever may be null is. */
describe('what is in every table, once all is old', () => {
  const EXPECTED: Readonly<Record<string, number>> = {
    // Two mails have no time at which they are due: they are over.
    events: 2,
    deliveries: 2,
    delivery_attempts: 2,
    digest_members: 2,
    troubles: 2,
    quarantine: 0,
    // Those of the events that are left.
    reports: 2,
    silences: 0,
    // Two were never resolved.
    incidents: 2,
    links: 0,
    // The key that was just taken.
    once: 1,
    // Of the rules that are left.
    storm_counts: 3,
  };

  async function filled(): Promise<string> {
    const path = await files.emptyDatabase();
    fillEveryTable(path, 4);
    return path;
  }

  function check(path: string, forgotten: Readonly<Record<string, number>>): void {
    const { rules, audit, ...rows } = rowsIn(path);
    expect({ rules, audit }).toEqual({ rules: 3, audit: 5 });
    expect(Object.keys(EXPECTED)).toEqual(Object.keys(FORGOTTEN));
    const untouched = SET_UP.filter((name) => name !== 'rules').map((name) => [name, 4]);
    expect(rows).toEqual({ ...Object.fromEntries(untouched), ...EXPECTED });
    expect(forgotten).toEqual({ events: 2, quarantine: 4, reports: 2, silences: 4, links: 4, incidents: 2 });
  }

  it('has gone from SQLite, but for what waits, what is set up and the audit log', async () => {
    const path = await filled();
    const storage = await openStorage(`file:${path}`, { clock });
    const forgotten = await forgetAll(storage);
    await storage.close();
    check(path, forgotten);
  });

  it('has gone from PostgreSQL in the same way', { timeout: 60_000 }, async () => {
    const [path, url, back] = [await filled(), await databases.blankDatabase(), files.newPath()];
    await migrateStore({ from: `file:${path}`, to: url });
    const storage = await openStorage(url, { clock });
    const forgotten = await forgetAll(storage);
    await storage.close();
    await migrateStore({ from: url, to: `file:${back}` });
    check(back, forgotten);
  });
});
