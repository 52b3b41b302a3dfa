import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildPlannedEvent, buildReport } from '../testing/build-report.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { FAKE_START, FakeClock } from '../testing/fake-clock.ts';
import { addOrganization } from '../organizations/add-organization.ts';
import { nextDigestAt } from '../alerts/digest-times.ts';
import { addRule } from '../alerts/add-rule.ts';
import { ruleMark } from '../alerts/rule-mark.ts';
import { previewRule, previewRuleChange } from './preview-rule.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const level = organizationLevel('acme');
const recipients = [{ address: 'ops@acme.example' }];
const newId = sequentialIds();
let storage: Storage;

beforeEach(() => {
  storage = createMemoryStorage();
});

async function arrive(type: string, at = level): Promise<void> {
  const event = buildPlannedEvent(newId, { event: buildEvent({ type }) });
  await storage.intake.accept(
    [buildReport(newId, { level: at, content: { kind: 'events', events: [event] } })],
    0,
  );
}

describe('previewRule', () => {
  it('says which of the last fifty events of the level it would have wanted, newest first', async () => {
    await arrive('job.stopped');
    for (let number = 0; number < 48; number += 1) await arrive('robot.status');
    for (const type of ['job.faulted', 'job.created']) await arrive(type);
    await arrive('job.faulted', HOST);
    const preview = await previewRule({ storage }, root, {
      level,
      matchers: { types: ['job.*'] },
      recipients,
    });
    expect(preview.seen).toBe(50);
    expect(preview.matched.map(({ event }) => event.type)).toEqual(['job.created', 'job.faulted']);
    expect(preview.rule).toMatchObject({ name: 'job.* → ops@acme.example' });
  });

  it('rehearses the pace on them in the zone of the organization: when each would have gone, in how many mails', async () => {
    const { id } = await addOrganization({ storage, clock: new FakeClock(), newId }, root, {
      slug: 'paris',
      name: 'Paris',
      timeZone: 'Europe/Paris',
    });
    const paris = organizationLevel(id);
    for (const type of ['job.faulted', 'robot.status', 'job.faulted']) await arrive(type, paris);
    const { matched, mails } = await previewRule({ storage }, root, {
      level: paris,
      matchers: { types: ['job.*'] },
      recipients,
      pace: { digest: { kind: 'at', days: [1, 2, 3, 4, 5, 6, 7], times: [0] } },
    });
    expect(mails).toBe(1);
    const midnight = nextDigestAt(
      { kind: 'at', days: [1, 2, 3, 4, 5, 6, 7], times: [0] },
      FAKE_START,
      'Europe/Paris',
    );
    const timing = { kind: 'gathers', as: 'digest', at: midnight };
    expect(matched.map((one) => one.timing)).toEqual([timing, timing]);
  });

  it('shows a rule that there is with a change that is not saved, as long as it is what was looked at', async () => {
    const deps = { storage, clock: new FakeClock(), newId };
    const { id } = await addOrganization(deps, root, { slug: 'acme', name: 'Acme' });
    const there = organizationLevel(id);
    await arrive('job.faulted', there);
    const matchers = { types: ['robot.*'] };
    const { rule } = await addRule(deps, root, { level: there, name: 'Robots', matchers, recipients });
    const change = { ruleId: rule.id, matchers: { types: ['job.*'] }, pace: { storm: null } };
    const preview = await previewRuleChange(deps, root, { ...change, expectedMark: ruleMark(rule) });
    expect(preview).toMatchObject({ mails: 1, seen: 1, rule: { name: 'Robots', pace: { storm: null } } });
    expect(await storage.rules.list()).toEqual([rule]);
    const stale = previewRuleChange(deps, root, { ...change, expectedMark: 'other' });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
  });

  it('saves nothing, and refuses what could not be saved', async () => {
    await previewRule({ storage }, root, { level, recipients });
    expect(await storage.rules.list()).toEqual([]);
    const nobody = previewRule({ storage }, root, { level, recipients: [] });
    await expect(nobody).rejects.toMatchObject({ code: 'input-invalid' });
    const roles = { systemAdministrator: false, organizationIds: ['other'] };
    const stranger: Actor = { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
    const refused = previewRule({ storage }, stranger, { level, recipients });
    await expect(refused).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
