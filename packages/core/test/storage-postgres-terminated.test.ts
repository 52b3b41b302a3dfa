import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import { SECOND } from '../src/kernel/clock.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { eventually } from '../src/testing/eventually.ts';
import { FAKE_START, FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { buildSettlement } from './contracts/storage/build-settlement.ts';
import { useDatabases } from './postgres/use-databases.ts';

const databases = useDatabases();

/** In the middle of a transaction: when the first row is written of which the condition is true. */
const MOMENTS = {
  accept: { on: 'INSERT ON deliveries', when: 'true' },
  quarantine: { on: 'INSERT ON quarantine', when: 'true' },
  claim: { on: 'UPDATE ON deliveries', when: `NEW.state = 'sending'` },
  settle: { on: 'INSERT ON delivery_attempts', when: 'true' },
} as const;

/** A storage whose server ends the session, as an administrator does (`pg_terminate_backend`), at that moment; once. */
async function terminatedAt(moment: keyof typeof MOMENTS) {
  const url = await databases.emptyDatabase();
  const { on, when } = MOMENTS[moment];
  await databases.query(
    url,
    `CREATE SEQUENCE ended;
     CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF ${when} AND nextval('ended') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
       RETURN NEW;
     END $$;
     CREATE TRIGGER end_session BEFORE ${on} FOR EACH ROW EXECUTE FUNCTION end_session()`,
  );
  const clock = new FakeClock();
  const storage = await openPostgresStorage({ url, clock, leaseClock: 'caller' });
  onTestFinished(async () => {
    await storage.close();
    await databases.query(url, 'DROP FUNCTION end_session CASCADE; DROP SEQUENCE ended');
  });
  const newId = sequentialIds();
  return {
    storage,
    newId,
    accept: (report = buildReport(newId)) => storage.intake.accept([report], FOLDING_WINDOW),
    claim: (leaseToken: string) =>
      storage.outbox.claimDue({
        now: FAKE_START,
        limit: 9,
        perLevel: 9,
        leaseToken,
        leaseUntil: FAKE_START + 30 * SECOND,
        except: [],
      }),
    deliveries: async () => (await storage.outbox.list({}, { limit: 9 })).items,
  };
}

const BROKE = { code: 'storage-unavailable', message: expect.stringMatching(/goes on by itself/) as string };

describe('a transaction that an administrator ends', () => {
  it('while a report is taken: nothing of it is stored, and it is taken when it comes again', async () => {
    const { accept, deliveries, newId, storage } = await terminatedAt('accept');
    const report = buildReport(newId);
    await expect(accept(report)).rejects.toMatchObject(BROKE);
    expect(await deliveries()).toEqual([]);
    expect((await storage.events.list({}, { limit: 9 })).items).toEqual([]);
    expect(await accept(report)).toMatchObject([{ kind: 'accepted', deliveries: 1 }]);
    expect(await deliveries()).toHaveLength(1);
  });

  it('while a report is put into quarantine: the same', async () => {
    const { accept, newId, storage } = await terminatedAt('quarantine');
    const report = buildReport(newId, {
      content: {
        kind: 'quarantine',
        reason: 'not-json',
        explanation: 'Not JSON.',
        contentType: 'application/json',
        body: Buffer.from('{'),
      },
    });
    await expect(accept(report)).rejects.toMatchObject(BROKE);
    expect(await storage.quarantine.find(report.id)).toBeNull();
    expect(await accept(report)).toMatchObject([{ kind: 'quarantined' }]);
  });

  it('while a delivery is claimed: nobody has it, it counts as untouched, and the next claim gets it', async () => {
    const { accept, claim, deliveries } = await terminatedAt('claim');
    await accept();
    const before = await deliveries();
    await expect(claim('first')).rejects.toMatchObject(BROKE);
    expect(await deliveries()).toEqual(before);
    // The session that ended lets go of its rows a moment after it has said so, and a claim passes over locked ones.
    const claimed = await eventually('the next claim gets it', async () => {
      const deliveries = await claim('second');
      return deliveries.length > 0 && deliveries;
    });
    expect(claimed).toMatchObject([
      { leaseToken: 'second', delivery: { attempts: 0, maybeDuplicate: false } },
    ]);
  });

  it('while an outcome is stored: the lease holds on, and the outcome is stored with one line of the timeline when it comes again', async () => {
    const { accept, claim, storage } = await terminatedAt('settle');
    await accept();
    const claimed = await claim('mine');
    const settlements = claimed.map((one) => buildSettlement(one));
    await expect(storage.outbox.settle(settlements)).rejects.toMatchObject(BROKE);
    expect(await claim('thief')).toEqual([]);
    expect((await storage.outbox.settle(settlements)).size).toBe(1);
    const found = await storage.outbox.find(claimed[0]?.delivery.id ?? '');
    expect(found?.delivery).toMatchObject({ state: 'delivered', maybeDuplicate: false });
    expect(found?.timeline).toHaveLength(1);
  });
});
