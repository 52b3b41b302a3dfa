import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { MINUTE } from '../kernel/clock.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { buildAuditEntry } from '../testing/build-audit-entry.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildOrganization } from '../testing/build-organization.ts';
import { FAKE_START, FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { addRule, type NewRule } from './add-rule.ts';
import { findRule } from './find-rule.ts';
import { listRules } from './list-rules.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { removeRule } from './remove-rule.ts';
import type { RuleDeps } from './rule-deps.ts';
import { indexRules } from './rule-index.ts';
import { indexSilences } from './silence-index.ts';
import { pauseRule, resumeRule } from './switch-rule.ts';
import { ruleMark } from './rule-mark.ts';
import { updateRule } from './update-rule.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const acme = buildOrganization();
const level = organizationLevel(acme.id);

function administratorOf(...organizationIds: readonly string[]): Actor {
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

let deps: RuleDeps & { readonly storage: Storage };

beforeEach(async () => {
  deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId: sequentialIds() };
  await deps.storage.organizations.add(acme, buildAuditEntry(sequentialIds(9)));
});

const faults: NewRule = {
  level,
  matchers: { types: ['job.faulted'] },
  recipients: [{ address: 'ops@acme.example' }],
};

describe('addRule', () => {
  it('stores a rule that from then on decides who gets mail', async () => {
    const { rule } = await addRule(deps, administratorOf(acme.id), faults);
    expect(rule).toEqual({
      id: '00000000-0000-7000-8000-000000000001',
      level,
      name: 'job.faulted → ops@acme.example',
      state: 'enabled',
      matchers: {
        types: ['job.faulted'],
        minimumSeverity: null,
        tenants: [],
        folders: [],
        processes: [],
        robots: [],
        queues: [],
        texts: [],
      },
      recipients: [{ address: 'ops@acme.example', language: null, timeZone: null }],
      includeData: [],
      pace: { digest: null, hours: [], storm: { most: 10, within: 10 * MINUTE }, atOnceFrom: 'fatal' },
      recovery: true,
      createdAt: FAKE_START,
    });
    const rules = indexRules(await deps.storage.rules.list());
    const silences = indexSilences([]);
    const context = { level, rules, silences, lists: new Map(), language: 'fr', timeZone: 'UTC' } as const;
    const planned = planDeliveries(buildEvent(), context, FAKE_START);
    expect(planned).toMatchObject([{ ruleId: rule.id }]);
  });

  it('audits what it is made of', async () => {
    const { rule } = await addRule(deps, root, {
      ...faults,
      name: 'Night shift',
      recipients: [{ address: 'ops@acme.example', language: 'fr', timeZone: 'Europe/Paris' }],
    });
    const { items } = await deps.storage.audit.list({ action: 'rule.added' }, { limit: 10 });
    expect(items).toMatchObject([
      {
        level,
        subject: rule.id,
        changes: [
          { field: 'name', before: null, after: 'Night shift' },
          { field: 'state', before: null, after: 'enabled' },
          { field: 'types', before: null, after: 'job.faulted' },
          { field: 'recipients', before: null, after: 'ops@acme.example (fr, Europe/Paris)' },
          { field: 'storm', before: null, after: '10/10m' },
          { field: 'atOnceFrom', before: null, after: 'fatal' },
        ],
      },
    ]);
  });

  it('names a rule that nobody named by what it wants and who gets it', async () => {
    const { rule } = await addRule(deps, root, {
      ...faults,
      matchers: { types: ['job.*', 'robot.*'], processes: ['Invoice_*'] },
      recipients: [{ address: 'a@acme.example' }, { address: 'b@acme.example' }],
    });
    expect(rule.name).toBe('job.* +1 Invoice_* → a@acme.example +1');
  });

  it.each([
    ['job.fualted', 'job.faulted'],
    ['invoice.lost', null],
    ['jbo.*', null],
  ])('takes the unknown type %s, and says what was probably meant', async (type, nearest) => {
    const saved = await addRule(deps, root, { ...faults, matchers: { types: [type, 'JOB.*', '*'] } });
    expect(saved.unknownTypes).toEqual([{ type, nearest }]);
    expect(saved.rule.matchers.types).toContain(type);
  });

  it.each<[string, Partial<NewRule>, string]>([
    ['nobody', { recipients: [] }, 'recipients'],
    [
      'two mailboxes in one',
      { recipients: [{ address: 'a@x.example,b@x.example' }] },
      'recipients[0].address',
    ],
    ['a display name', { recipients: [{ address: 'Ops <a@x.example>' }] }, 'recipients[0].address'],
    [
      'a broken header',
      { recipients: [{ address: 'a@x.example\r\nBcc: b@x.example' }] },
      'recipients[0].address',
    ],
    [
      'one mailbox twice',
      { recipients: [{ address: 'a@x.example' }, { address: 'a@X.example' }] },
      'recipients',
    ],
    [
      'no time zone',
      { recipients: [{ address: 'a@x.example', timeZone: 'Paris' }] },
      'recipients[0].timeZone',
    ],
    ['two types in one', { matchers: { types: ['job.faulted job.stopped'] } }, 'matchers.types[0]'],
    ['an empty pattern', { matchers: { processes: [' '] } }, 'matchers.processes[0]'],
    ['a line break', { matchers: { texts: ['a\nb'] } }, 'matchers.texts[0]'],
    [
      'a severity that is none',
      { matchers: { minimumSeverity: 'bad' as 'warn' } },
      'matchers.minimumSeverity',
    ],
    ['password recovery', { matchers: { types: ['account.password-recovery'] } }, 'matchers.types[0]'],
    ['51 patterns', { matchers: { robots: Array.from({ length: 51 }, String) } }, 'matchers.robots'],
    ['a field that is none', { matchers: { process: ['x'] } as NewRule['matchers'] }, 'matchers'],
  ])('refuses %s and names the place', async (_what, change, path) => {
    const adding = addRule(deps, root, { ...faults, ...change });
    await expect(adding).rejects.toMatchObject({ code: 'input-invalid', issues: [{ path }] });
    expect(await deps.storage.rules.list()).toEqual([]);
  });

  it('takes international addresses', async () => {
    const recipients = [{ address: 'jürgen@bücher.example' }];
    await expect(addRule(deps, root, { ...faults, recipients })).resolves.toBeDefined();
  });

  it('refuses an organization that does not exist, and people who may not', async () => {
    await expect(addRule(deps, root, { ...faults, level: organizationLevel('gone') })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(addRule(deps, administratorOf(acme.id), { ...faults, level: HOST })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('updateRule', () => {
  it('replaces what is given, keeps the rest, and audits just that', async () => {
    const { rule } = await addRule(deps, root, faults);
    const saved = await updateRule(deps, root, {
      ruleId: rule.id,
      matchers: { minimumSeverity: 'warn', types: [] },
      includeData: ['InputArguments.amount'],
    });
    expect(saved.outcome).toBe('updated');
    expect(await deps.storage.rules.find(rule.id)).toEqual({
      ...rule,
      matchers: { ...rule.matchers, minimumSeverity: 'warn', types: [] },
      includeData: ['InputArguments.amount'],
    });
    const { items } = await deps.storage.audit.list({ action: 'rule.changed' }, { limit: 10 });
    expect(items).toMatchObject([
      {
        subject: rule.id,
        changes: [
          { field: 'types', before: 'job.faulted', after: null },
          { field: 'minimumSeverity', before: null, after: 'warn' },
          { field: 'includeData', before: null, after: 'InputArguments.amount' },
        ],
      },
    ]);
  });

  it('writes nothing when nothing changes', async () => {
    const { rule } = await addRule(deps, root, faults);
    const version = await deps.storage.configurationVersion();
    expect((await updateRule(deps, root, { ruleId: rule.id, name: rule.name })).outcome).toBe('unchanged');
    expect(await deps.storage.configurationVersion()).toBe(version);
  });

  it('changes nothing that another person changed since it was looked at', async () => {
    const { rule } = await addRule(deps, root, faults);
    const expectedMark = ruleMark(rule);
    await updateRule(deps, root, { ruleId: rule.id, name: 'Mine', expectedMark });
    await expect(
      updateRule(deps, root, { ruleId: rule.id, name: 'Yours', expectedMark }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('"Mine"') as string });
    expect((await findRule(deps, root, rule.id)).name).toBe('Mine');
  });

  it('saves one of two changes that are made at the same moment', async () => {
    const { rule } = await addRule(deps, root, faults);
    const ends = await Promise.allSettled(
      ['Mine', 'Yours'].map((name) => updateRule(deps, root, { ruleId: rule.id, name })),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await findRule(deps, root, rule.id)).name).toBe('Mine');
  });

  it('can take the least severity away again', async () => {
    const { rule } = await addRule(deps, root, { ...faults, matchers: { minimumSeverity: 'error' } });
    const saved = await updateRule(deps, root, { ruleId: rule.id, matchers: { minimumSeverity: null } });
    expect(saved.rule.matchers.minimumSeverity).toBeNull();
  });
});

describe('pausing, resuming and removing a rule', () => {
  it('pauses and resumes it, each once', async () => {
    const { rule } = await addRule(deps, root, faults);
    expect(await pauseRule(deps, root, rule.id)).toMatchObject({ outcome: 'updated' });
    expect(await pauseRule(deps, root, rule.id)).toMatchObject({ outcome: 'unchanged' });
    expect((await findRule(deps, root, rule.id)).state).toBe('paused');
    expect(await resumeRule(deps, root, rule.id)).toMatchObject({ outcome: 'updated' });
    const { items } = await deps.storage.audit.list({ action: 'rule.changed' }, { limit: 10 });
    expect(items.map(({ changes }) => changes)).toEqual([
      [{ field: 'state', before: 'paused', after: 'enabled' }],
      [{ field: 'state', before: 'enabled', after: 'paused' }],
    ]);
  });

  it('removes it, and keeps in the audit log what it was', async () => {
    const { rule } = await addRule(deps, root, faults);
    expect(await removeRule(deps, root, rule.id)).toEqual(rule);
    expect(await deps.storage.rules.list()).toEqual([]);
    const { items } = await deps.storage.audit.list({ action: 'rule.removed' }, { limit: 10 });
    expect(items[0]?.changes).toContainEqual({ field: 'types', before: 'job.faulted', after: null });
    await expect(removeRule(deps, root, rule.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('does not tell others whether a rule exists', async () => {
    const { rule } = await addRule(deps, root, faults);
    const other = administratorOf('other');
    for (const act of [
      () => updateRule(deps, other, { ruleId: rule.id, name: 'x' }),
      () => pauseRule(deps, other, rule.id),
      () => removeRule(deps, other, rule.id),
      () => findRule(deps, other, rule.id),
    ]) {
      await expect(act()).rejects.toMatchObject({
        code: 'not-found',
        message: `There is no rule "${rule.id}".`,
      });
    }
  });
});

describe('listRules', () => {
  it('gives a level’s, or all that the actor may see, oldest first', async () => {
    const { rule: first } = await addRule(deps, root, faults);
    const { rule: second } = await addRule(deps, root, { ...faults, level: HOST });
    expect(await listRules(deps, root)).toEqual([first, second]);
    expect(await listRules(deps, root, { level: HOST })).toEqual([second]);
    expect(await listRules(deps, administratorOf(acme.id))).toEqual([first]);
    await expect(listRules(deps, administratorOf(acme.id), { level: HOST })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
