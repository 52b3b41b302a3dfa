import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStorage } from '../src/adapters/storage/index.ts';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import type { StorageChange } from '../src/kernel/storage-change.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { startCuttingProxy, type Cut } from './postgres/cutting-proxy.ts';
import { useDatabases } from './postgres/use-databases.ts';

const databases = useDatabases();
const clock = new FakeClock();

async function open(url: string): Promise<Storage> {
  const storage = await openPostgresStorage({ url, clock, leaseClock: 'caller' });
  onTestFinished(() => storage.close());
  return storage;
}

const failureOf = (url: string): Promise<unknown> =>
  openStorage(url, { clock }).then(
    async (storage) => {
      await storage.close();
      return 'it opened';
    },
    (error: unknown) => error,
  );

function changed(url: string, change: (parsed: URL) => void): string {
  const parsed = new URL(url);
  change(parsed);
  return parsed.href;
}

/** Ends every connection to the database but the asking one, as a restart of the server does. */
const endConnections = (url: string, only = '%') =>
  databases.query(
    url,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE '${only}'`,
  );

describe('a database that cannot be used', () => {
  it.each([
    ['the password is wrong', (url: URL) => void (url.password = 'hunter2'), /refuses the password/],
    [
      'there is no such database',
      (url: URL) => void (url.pathname = 'nowhere'),
      /no such database.*createdb/,
    ],
    ['nothing listens', (url: URL) => void (url.port = '1'), /Nothing listens/],
    [
      'it offers no TLS',
      (url: URL) => url.searchParams.set('sslmode', 'require'),
      /does not offer TLS.*sslmode=disable/,
    ],
  ])('says so when %s, and keeps the password to itself', async (_what, change, text) => {
    const url = changed(await databases.emptyDatabase(), change);
    const failure = await failureOf(url);
    expect(failure).toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringMatching(text) as string,
    });
    const { cause } = failure as Error;
    expect(JSON.stringify(failure) + String(failure) + JSON.stringify(cause) + String(cause)).not.toMatch(
      /hunter2|postgres:postgres/,
    );
  });

  it('says so when no connection is left, and what to do', async () => {
    const url = await databases.emptyDatabase();
    const name = new URL(url).pathname.slice(1);
    const role = `r_${name}`;
    await databases.query(
      url,
      `CREATE ROLE ${role} LOGIN PASSWORD 'few' CONNECTION LIMIT 0; GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`,
    );
    onTestFinished(async () => {
      await databases.query(url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });
    const failure = await failureOf(
      changed(url, (parsed) => {
        parsed.username = role;
        parsed.password = 'few';
      }),
    );
    expect(failure).toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('no connection left') as string,
    });
  });

  it('says so when it is read-only, and goes on when it is not any more', async () => {
    const url = await databases.emptyDatabase();
    const name = new URL(url).pathname.slice(1);
    const storage = await open(url);
    const report = buildReport(sequentialIds());
    await databases.query(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    onTestFinished(async () => {
      await databases.query(
        url,
        `BEGIN READ WRITE; ALTER DATABASE ${name} RESET default_transaction_read_only; COMMIT`,
      );
    });
    await endConnections(url);
    await expect(storage.intake.accept([report], FOLDING_WINDOW)).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('read-only') as string,
    });
    await databases.query(
      url,
      `BEGIN READ WRITE; ALTER DATABASE ${name} RESET default_transaction_read_only; COMMIT`,
    );
    await endConnections(url);
    expect(await storage.intake.accept([report], FOLDING_WINDOW)).toMatchObject([{ kind: 'accepted' }]);
  });

  it('is closed for good once closed', async () => {
    const storage = await open(await databases.emptyDatabase());
    await storage.close();
    await storage.close();
    await expect(storage.check()).rejects.toMatchObject({ code: 'storage-unavailable' });
    await expect(storage.configurationVersion()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('is used again as soon as it is back: connections that broke while they lay idle are replaced', async () => {
    const url = await databases.emptyDatabase();
    const storage = await open(url);
    const newId = sequentialIds();
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 5 }, () => storage.check()));
      await endConnections(url);
      const answers = await Promise.all([
        storage.intake.accept([buildReport(newId)], FOLDING_WINDOW),
        storage.outbox.nextDueAt(),
        storage.check(),
      ]);
      expect(answers[0]).toMatchObject([{ kind: 'accepted' }]);
    }
  });
});

describe('a commit whose answer is lost', () => {
  it.each([
    ['before-commit', 'accepted'],
    ['after-commit', 'repeat'],
  ] as const)(
    'is an error (cut %s), and the report that comes again is %s: nothing is lost and nothing doubled',
    async (cut: Cut, kind) => {
      const url = await databases.emptyDatabase();
      const proxy = await startCuttingProxy(url);
      const storage = await open(proxy.url);
      const newId = sequentialIds();
      const report = buildReport(newId, { dedupeKey: 'same' });
      proxy.cutNext(cut);
      await expect(storage.intake.accept([report], FOLDING_WINDOW)).rejects.toMatchObject({
        code: 'storage-unavailable',
      });
      const again = buildReport(newId, { dedupeKey: 'same' });
      const [answer] = await storage.intake.accept([again], FOLDING_WINDOW);
      expect(answer).toMatchObject({ kind, reportId: kind === 'repeat' ? report.id : again.id });
      expect((await storage.outbox.list({}, { limit: 10 })).items).toHaveLength(1);
    },
  );
});

describe('an operation that another one undid', () => {
  /** Lets the server undo the first so many inserts into a table, as it does to end a deadlock. */
  const undoFirst = (url: string, table: string, times: number) =>
    databases.query(
      url,
      `CREATE SEQUENCE tries;
       CREATE FUNCTION undo() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF nextval('tries') <= ${times} THEN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END IF;
         RETURN NEW;
       END $$;
       CREATE TRIGGER undo BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION undo()`,
    );
  const openUndoing = async (times: number, table = 'reports'): Promise<Storage> => {
    const url = await databases.emptyDatabase();
    onTestFinished(async () => {
      await databases.query(url, 'DROP FUNCTION undo CASCADE; DROP SEQUENCE tries');
    });
    await undoFirst(url, table, times);
    return open(url);
  };

  // What is answered before the end, and what only the end waits for.
  it.each(['reports', 'deliveries'])('is done again as a whole: %s', async (table) => {
    const storage = await openUndoing(5, table);
    const report = buildReport(sequentialIds());
    expect(await storage.intake.accept([report], FOLDING_WINDOW)).toMatchObject([{ kind: 'accepted' }]);
    expect((await storage.outbox.list({}, { limit: 10 })).items).toHaveLength(1);
  });

  it('is given up after some tries, and the sender told to come back', async () => {
    const storage = await openUndoing(1_000);
    const accepting = storage.intake.accept([buildReport(sequentialIds())], FOLDING_WINDOW);
    await expect(accepting).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

describe('news', () => {
  /** The changes that a storage hears of, and how to wait for one. */
  function hearing(storage: Storage): { readonly next: (change: StorageChange) => Promise<void> } {
    const heard: StorageChange[] = [];
    let wake = (): void => undefined;
    onTestFinished(
      storage.subscribe?.((change) => {
        heard.push(change);
        wake();
      }) ?? (() => undefined),
    );
    return {
      async next(change) {
        while (!heard.includes(change)) await new Promise<void>((resolve) => (wake = resolve));
        heard.splice(heard.indexOf(change), 1);
      },
    };
  }

  it('tell another process of due deliveries and of a changed configuration, whose version it then has at once', async () => {
    const url = await databases.emptyDatabase();
    const [here, there] = [await open(url), await open(url)];
    const { next } = hearing(there);
    const newId = sequentialIds();
    // What is told when listening begins.
    await next('configuration');
    await next('deliveries-due');

    await here.intake.accept([buildReport(newId)], FOLDING_WINDOW);
    await next('deliveries-due');

    const before = await there.configurationVersion();
    await here.maintenance.setMode('draining', buildAuditEntry(newId));
    await next('configuration');
    expect(await there.configurationVersion()).toBeGreaterThan(before);
  });

  it('are heard again after the connection that listens was lost, and what was missed is made up for', async () => {
    const url = await databases.emptyDatabase();
    const [here, there] = [await open(url), await open(url)];
    const { next } = hearing(there);
    await next('deliveries-due');
    await endConnections(url, '%listening');
    await next('deliveries-due');
    await here.intake.accept([buildReport(sequentialIds())], FOLDING_WINDOW);
    await next('deliveries-due');
  });

  it('are not needed: a change counts within a second where nobody listens', async () => {
    const url = await databases.emptyDatabase();
    const here = await open(url);
    const there = await open(`${url}?listen=off`);
    const before = await there.configurationVersion();
    await here.maintenance.setMode('draining', buildAuditEntry(sequentialIds()));
    let version = before;
    while (version === before) {
      await nextTurn();
      version = await there.configurationVersion();
    }
    expect(version).toBe(before + 1);
  });
});

describe('texts', () => {
  it('keep every character but U+0000 and lone surrogates, which become U+FFFD outside of JSON', async () => {
    const storage = await open(await databases.emptyDatabase());
    const newId = sequentialIds();
    const odd = 'a\0b\ud800c 𝄞 é';
    const report = buildReport(newId, {
      dedupeKey: odd,
      content: {
        kind: 'quarantine',
        reason: 'not-json',
        explanation: odd,
        contentType: odd,
        body: Buffer.from([0, 255, 0, 10]),
      },
    });
    const again = buildReport(newId, { dedupeKey: odd });
    expect(await storage.intake.accept([report, again], FOLDING_WINDOW)).toMatchObject([
      { kind: 'quarantined' },
      { kind: 'repeat', reportId: report.id },
    ]);
    const kept = await storage.quarantine.find(report.id);
    expect(kept?.report.explanation).toBe('a\u{FFFD}b\u{FFFD}c 𝄞 é');
    expect([...(kept?.body ?? [])]).toEqual([0, 255, 0, 10]);

    const entry = buildAuditEntry(newId, { changes: [{ field: 'name', before: odd, after: null }] });
    await storage.audit.append(entry);
    expect((await storage.audit.list({}, { limit: 1 })).items).toEqual([entry]);
  });
});
