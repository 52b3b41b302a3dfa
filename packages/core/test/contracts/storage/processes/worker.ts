// A worker: says when it is ready, claims and settles whatever comes, and ends when nothing waits and the mode is
// `draining`. Its last line is what it was given and what it settled.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openStorage } from '../../../../src/adapters/storage/index.ts';
import { MINUTE } from '../../../../src/kernel/clock.ts';
import { FAKE_START, FakeClock } from '../../../../src/testing/fake-clock.ts';
import { buildSettlement } from '../build-settlement.ts';

const [, , url = '', name = ''] = process.argv;
const storage = await openStorage(url, { clock: new FakeClock() });
process.stdout.write('ready\n');

const claimed: string[] = [];
const settled: string[] = [];
for (let round = 0; ; round += 1) {
  const mode = await storage.maintenance.mode();
  if ((await storage.outbox.nextDueAt()) === null) {
    if (mode === 'draining') break;
    await nextTurn();
    continue;
  }
  const batch = await storage.outbox.claimDue({
    now: FAKE_START,
    limit: 7,
    perLevel: 3,
    leaseToken: `${name}-${round}`,
    leaseUntil: FAKE_START + MINUTE,
    except: [],
  });
  claimed.push(...batch.map(({ delivery }) => delivery.id));
  settled.push(...(await storage.outbox.settle(batch.map((one) => buildSettlement(one)))));
}
await storage.close();
process.stdout.write(JSON.stringify({ claimed, settled }));
