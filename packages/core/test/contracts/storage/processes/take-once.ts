// Takes 200 keys that other processes want too, uses 200 links that others use too, and prints what it was given.
import { openSqliteStorage } from '../../../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { FakeClock } from '../../../../src/testing/fake-clock.ts';

const [, , path = ''] = process.argv;
const storage = await openSqliteStorage({ path, clock: new FakeClock() });
const given: string[] = [];
for (let place = 0; place < 200; place += 1) {
  if (await storage.once.take(`key ${place}`, { now: 1, until: 2 })) given.push(`key ${place}`);
  if ((await storage.links.use(`link ${place}`, 1)) === 'used') given.push(`link ${place}`);
  const answers = await storage.links.takeUsed({ now: 1, leaseUntil: 2, limit: 3 });
  given.push(...answers.map(({ id }) => `answer of ${id}`));
}
await storage.close();
process.stdout.write(JSON.stringify(given));
