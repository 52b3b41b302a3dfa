// Takes 200 keys that other processes want too, uses 200 links that others use too, opens 200 incidents that others see too
// and tells them, and prints what it was given.
import { openStorage } from '../../../../src/adapters/storage/index.ts';
import { newUuidV7 } from '../../../../src/adapters/crypto/index.ts';
import { HOUR } from '../../../../src/kernel/clock.ts';
import { buildAuditEntry } from '../../../../src/testing/build-audit-entry.ts';
import { HOST } from '../../../../src/kernel/level.ts';
import { buildIncident } from '../../../../src/testing/build-incident.ts';
import { FakeClock } from '../../../../src/testing/fake-clock.ts';

const [, , url = ''] = process.argv;
const me = `${process.pid}`;
const outlets = [{ level: HOST, teamId: 'T1', channelId: 'C1', since: 0 }];
const storage = await openStorage(url, { clock: new FakeClock() });
// Nobody lets go of what was taken: leases end long after both processes have, by whichever clock they go.
const [now, leaseUntil] = [1, 1 + HOUR];
const given: string[] = [];
for (let place = 0; place < 200; place += 1) {
  if (await storage.once.take(`key ${place}`, { now, until: leaseUntil })) given.push(`key ${place}`);
  const audit = buildAuditEntry(newUuidV7, { action: 'link.used' });
  const use = await storage.links.use({ id: `link ${place}`, now, audit, settings: null });
  if (use === 'used') given.push(`link ${place}`);
  const answers = await storage.links.takeUsed({ now, leaseUntil, limit: 3 });
  given.push(...answers.map(({ id }) => `answer of ${id}`));
  const incident = buildIncident({ id: `${me} ${place}`, subject: `${place}` });
  const opened = await storage.incidents.apply([{ incident, expectedVersion: 0 }]);
  if (opened.size > 0) given.push(`incident ${place}`);
  const lease = { leaseToken: me, leaseUntil };
  const untold = await storage.incidents.takeUntold({ now, outlets, toldBefore: 0, ...lease });
  given.push(...untold.map(({ subject }) => `news of ${subject}`));
}
await storage.close();
process.stdout.write(JSON.stringify(given));
