import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { addRecipient } from '../alerts/change-recipient.ts';
import { addRule } from '../alerts/add-rule.ts';
import { previewRule } from '../intake/preview-rule.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { ROOT } from '../testing/settings-fixture.ts';
import { addRecipientList } from './add-recipient-list.ts';
import { addListMembers, removeListMembers } from './change-members.ts';
import { findRecipientList } from './find-recipient-list.ts';
import type { ListDeps } from './list-deps.ts';
import { removeRecipientList } from './remove-recipient-list.ts';

const acme = buildOrganization();
const level = organizationLevel(acme.id);
const ana = { address: 'ana@acme.example' };
const bob = { address: 'bob@acme.example' };
const oncall = { level, name: 'oncall' };

let deps: ListDeps & { readonly storage: Storage };

beforeEach(async () => {
  deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId: sequentialIds() };
  await deps.storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
});

const addresses = async () =>
  (await findRecipientList(deps, ROOT, oncall)).members.map(({ address }) => address);
const audited = async () => {
  const { items } = await deps.storage.audit.list({}, { limit: 100 });
  return items.filter(({ action }) => action.startsWith('list.')).toReversed();
};

describe('lists of recipients', () => {
  it('are found whatever the case and the form of their letters', async () => {
    await addRecipientList(deps, ROOT, { level, name: ' Équipe-Nuit ', members: [ana] });
    const found = await findRecipientList(deps, ROOT, { level, name: 'e\u0301quipe-nuit' });
    expect(found.name).toBe('équipe-nuit');
  });

  it.each([
    ['no name', { name: '' }],
    ['a name with a space', { name: 'on call' }],
    ['a name that is an address', { name: 'a@b.example' }],
    ['a name that is too long', { name: 'x'.repeat(61) }],
    ['nobody on it', { members: [] }],
    ['an address twice', { members: [ana, { address: 'ana@ACME.example' }] }],
    ['a list in it', { members: [{ address: 'list:other' }] }],
    [
      'too many on it',
      { members: Array.from({ length: 101 }, (_, n) => ({ address: `${n}@acme.example` })) },
    ],
  ])('are refused with %s', async (_, change) => {
    const adding = addRecipientList(deps, ROOT, { ...oncall, members: [ana], ...change });
    await expect(adding).rejects.toMatchObject({ code: 'input-invalid' });
    expect(await deps.storage.lists.list()).toEqual([]);
  });

  it('have one name at a level', async () => {
    await addRecipientList(deps, ROOT, { ...oncall, members: [ana] });
    const again = addRecipientList(deps, ROOT, { level, name: 'OnCall', members: [bob] });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    await addRecipientList(deps, ROOT, { level: HOST, name: 'oncall', members: [bob] });
    expect(await addresses()).toEqual([ana.address]);
  });

  it('take members and let them go, the last one never', async () => {
    await addRecipientList(deps, ROOT, { ...oncall, members: [ana] });
    const added = await addListMembers(deps, ROOT, { ...oncall, members: [bob, ana] });
    expect(added.outcome).toBe('updated');
    expect(await addresses()).toEqual([ana.address, bob.address]);
    expect((await addListMembers(deps, ROOT, { ...oncall, members: [bob] })).outcome).toBe('unchanged');
    const gone = { ...oncall, addresses: ['ana@ACME.example', 'nobody@acme.example'] };
    expect((await removeListMembers(deps, ROOT, gone)).outcome).toBe('updated');
    const last = removeListMembers(deps, ROOT, { ...oncall, addresses: [bob.address] });
    await expect(last).rejects.toMatchObject({ code: 'refused' });
    expect(await addresses()).toEqual([bob.address]);
  });

  it('take the language and zone of a member who is there already', async () => {
    await addRecipientList(deps, ROOT, { ...oncall, members: [ana] });
    const french = { ...ana, language: 'fr', timeZone: 'Europe/Paris' } as const;
    await addListMembers(deps, ROOT, { ...oncall, members: [french] });
    expect((await findRecipientList(deps, ROOT, oncall)).members).toEqual([french]);
    expect((await audited()).map(({ action, changes }) => [action, changes])).toEqual([
      [
        'list.added',
        [
          { field: 'name', before: null, after: 'oncall' },
          { field: 'members', before: null, after: 'ana@acme.example' },
        ],
      ],
      [
        'list.changed',
        [{ field: 'members', before: 'ana@acme.example', after: 'ana@acme.example (fr, Europe/Paris)' }],
      ],
    ]);
  });

  it('cannot be removed while rules name them, and the refusal says which', async () => {
    await addRecipientList(deps, ROOT, { ...oncall, members: [ana] });
    const recipients = [{ address: 'LIST:OnCall' }];
    const matchers = { types: ['job.*'] };
    const { rule } = await addRule(deps, ROOT, { level, matchers, recipients });
    expect(rule.recipients).toEqual([{ address: 'list:oncall', language: null, timeZone: null }]);
    for (let n = 2; n <= 7; n += 1)
      await addRule(deps, ROOT, { level, name: `Rule ${n}`, matchers, recipients });
    const removing = removeRecipientList(deps, ROOT, oncall);
    await expect(removing).rejects.toMatchObject({
      code: 'refused',
      message:
        'The list "oncall" is used by these rules: "job.* → list:oncall", "Rule 2", "Rule 3", "Rule 4", "Rule 5", +2. Take it out of them first.',
    });
    expect(await addresses()).toEqual([ana.address]);
  });

  it('are removed when nobody names them, and the audit log keeps who was on it', async () => {
    await addRecipientList(deps, ROOT, { ...oncall, members: [ana, bob] });
    await removeRecipientList(deps, ROOT, oncall);
    expect(await deps.storage.lists.list()).toEqual([]);
    expect((await audited()).at(-1)).toMatchObject({
      action: 'list.removed',
      changes: [{ before: 'oncall' }, { before: 'ana@acme.example, bob@acme.example', after: null }],
    });
  });
});

describe('a rule that names a list', () => {
  const matchers = { types: ['job.*'] };

  it('is refused, and previewed as refused, while there is no such list at its level', async () => {
    await addRecipientList(deps, ROOT, { level: HOST, name: 'oncall', members: [ana] });
    const rule = { level, matchers, recipients: [{ address: 'list:oncall' }] };
    const message = 'There is no list "oncall" here. Add it first, with its members.';
    const refusal = { code: 'input-invalid', issues: [{ path: 'recipients', message }] };
    await expect(addRule(deps, ROOT, rule)).rejects.toMatchObject(refusal);
    await expect(previewRule(deps, ROOT, rule)).rejects.toMatchObject(refusal);
    const plain = await addRule(deps, ROOT, { level, matchers, recipients: [ana] });
    const adding = addRecipient(deps, ROOT, { ruleId: plain.rule.id, address: 'list:oncall' });
    await expect(adding).rejects.toMatchObject(refusal);
  });

  it('keeps what is no name of a list from standing among its addresses', async () => {
    for (const address of ['list:', 'list:on call', 'list:a@b', 'list: oncall', 'lists:oncall']) {
      const adding = addRule(deps, ROOT, { level, matchers, recipients: [{ address }] });
      await expect(adding, address).rejects.toMatchObject({ code: 'input-invalid' });
    }
  });
});
