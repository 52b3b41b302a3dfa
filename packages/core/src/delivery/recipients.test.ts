import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { listRecipients } from './list-recipients.ts';
import { organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../testing/build-report.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { addRule } from '../alerts/add-rule.ts';
import { addRecipient, removeRecipient } from '../alerts/change-recipient.ts';
import type { RuleDeps } from '../alerts/rule-deps.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const roles = { systemAdministrator: false, organizationIds: ['other'] };
const stranger: Actor = { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
const acme = buildOrganization();
const level = organizationLevel(acme.id);
let deps: RuleDeps & { readonly storage: Storage };

beforeEach(async () => {
  deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId: sequentialIds() };
  await deps.storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
});

async function rule(name: string, ...addresses: readonly string[]): Promise<string> {
  const recipients = addresses.map((address) => ({ address }));
  return (await addRule(deps, root, { level, name, recipients })).rule.id;
}

async function addressesOf(ruleId: string): Promise<readonly string[]> {
  return (await deps.storage.rules.find(ruleId))?.recipients.map(({ address }) => address) ?? [];
}

describe('recipients of a rule', () => {
  it('are added and removed one by one, once, whatever the case of their domain', async () => {
    const ruleId = await rule('Faults', 'ops@acme.example');
    const add = (address: string) => addRecipient(deps, root, { ruleId, address });
    expect((await add('night@acme.example')).outcome).toBe('updated');
    expect((await add('night@ACME.example')).outcome).toBe('unchanged');
    expect(await addressesOf(ruleId)).toEqual(['ops@acme.example', 'night@acme.example']);
    const remove = (address: string) => removeRecipient(deps, root, { ruleId, address });
    expect((await remove('nobody@acme.example')).outcome).toBe('unchanged');
    expect((await remove('ops@ACME.example')).outcome).toBe('updated');
    expect(await addressesOf(ruleId)).toEqual(['night@acme.example']);
    await expect(remove('night@acme.example')).rejects.toMatchObject({ code: 'refused' });
    const { items } = await deps.storage.audit.list({ action: 'rule.changed' }, { limit: 10 });
    expect(items).toHaveLength(2);
  });

  it('are not changed by what is no address, nor by strangers', async () => {
    const ruleId = await rule('Faults', 'ops@acme.example');
    const wrong = addRecipient(deps, root, { ruleId, address: 'a@x.example, b@x.example' });
    await expect(wrong).rejects.toMatchObject({ code: 'input-invalid' });
    const foreign = addRecipient(deps, stranger, { ruleId, address: 'a@x.example' });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
    expect(await addressesOf(ruleId)).toEqual(['ops@acme.example']);
  });
});

describe('listRecipients', () => {
  it('names each mailbox once, with its rules and what became of the last mail to it', async () => {
    await rule('Faults', 'ops@acme.example', 'boss@acme.example');
    await rule('Queues', 'ops@ACME.example');
    const { storage, newId } = deps;
    const deliveries = [1, 2].map(() => buildPlannedDelivery(newId));
    const events = [buildPlannedEvent(newId, { deliveries })];
    await storage.intake.accept([buildReport(newId, { level, content: { kind: 'events', events } })], 0);
    const listed = await listRecipients(deps, root, { level });
    expect(listed.map(({ address, rules }) => [address, rules.map(({ name }) => name)])).toEqual([
      ['boss@acme.example', ['Faults']],
      ['ops@acme.example', ['Faults', 'Queues']],
    ]);
    expect(listed.map(({ last }) => last?.id ?? null)).toEqual([null, deliveries[1]?.id]);
    await expect(listRecipients(deps, stranger, { level })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
