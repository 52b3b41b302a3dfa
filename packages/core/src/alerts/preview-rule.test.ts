import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import type { Storage } from '../storage.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildPlannedEvent, buildReport } from '../testing/build-report.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { previewRule } from './preview-rule.ts';

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
