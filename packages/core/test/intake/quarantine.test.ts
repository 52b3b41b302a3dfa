import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { dismissQuarantined } from '../../src/intake/dismiss-quarantined.ts';
import { listQuarantine } from '../../src/intake/list-quarantine.ts';
import { replayQuarantined } from '../../src/intake/replay-quarantined.ts';
import { showQuarantined } from '../../src/intake/show-quarantined.ts';
import type { Report } from '../../src/intake/intake-store.ts';
import { HOUR } from '../../src/kernel/clock.ts';
import { HOST, organizationLevel } from '../../src/kernel/level.ts';
import { readFixture } from '../fixtures/read-fixture.ts';
import { ACME, intakeHouse } from './intake-house.ts';

const ROOT: Actor = { kind: 'command-line', name: 'root' };
const FAULTED = readFixture('uipath', 'job.faulted');

function administratorOf(organizationId: string): Actor {
  const roles = { systemAdministrator: false, organizationIds: [organizationId] };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

const STRANGER = administratorOf('another-organization');

/** A report that an earlier parser did not understand. */
async function withQuarantined(body: Uint8Array) {
  const house = await intakeHouse();
  const { source } = await house.addSource('uipath');
  const report: Report = {
    id: house.newId(),
    sourceId: source.id,
    level: ACME,
    secretId: source.secrets[0]?.id ?? '',
    dedupeKey: 'key',
    receivedAt: house.clock.now(),
    content: {
      kind: 'quarantine',
      reason: 'wrong-shape',
      explanation: 'At the top: an object was expected.',
      contentType: 'application/json',
      body,
    },
  };
  await house.storage.intake.accept([report], 0);
  return { house, id: report.id };
}

describe('replaying a quarantined report', () => {
  it('queues what it says to today’s parsers and rules, with an expiry from today, and audits it', async () => {
    const { house, id } = await withQuarantined(FAULTED);
    house.clock.advance(100 * HOUR);
    expect(await replayQuarantined(house, ROOT, { id })).toEqual({
      kind: 'replayed',
      id,
      events: 1,
      deliveries: 1,
      silenced: 0,
    });
    const { items } = await house.storage.outbox.list({}, { limit: 10 });
    expect(items).toMatchObject([
      {
        eventId: id,
        address: 'ops@acme.example',
        language: 'fr',
        dueAt: house.clock.now(),
        expiresAt: house.clock.now() + 48 * HOUR,
      },
    ]);
    const audit = await house.storage.audit.list({ action: 'quarantine.replayed' }, { limit: 10 });
    expect(audit.items).toMatchObject([{ subject: id, level: ACME }]);
  });

  it('happens once', async () => {
    const { house, id } = await withQuarantined(FAULTED);
    await replayQuarantined(house, ROOT, { id });
    await expect(replayQuarantined(house, ROOT, { id })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('replayed') as string,
    });
  });

  it('says what is wrong and leaves it there when it is not understood now either', async () => {
    const { house, id } = await withQuarantined(Buffer.from('[1, 2'));
    const outcome = await replayQuarantined(house, ROOT, { id });
    expect(outcome).toMatchObject({ kind: 'still-held', id, reason: 'not-json' });
    expect((await showQuarantined(house, ROOT, { id })).report.state).toBe('held');
  });

  it('does not tell a report of others from one that there is not', async () => {
    const { house, id } = await withQuarantined(FAULTED);
    for (const act of [replayQuarantined, dismissQuarantined, showQuarantined]) {
      const [theirs, none] = await Promise.all(
        [id, 'no-such-id'].map((one) =>
          act(house, STRANGER, { id: one }).catch((error: unknown) => String(error).replace(one, 'ID')),
        ),
      );
      expect(theirs).toContain('ID');
      expect(theirs).toBe(none);
    }
  });
});

describe('dismissing a quarantined report', () => {
  it('takes it off the list of what is held, keeps it to be looked at, and audits it', async () => {
    const { house, id } = await withQuarantined(Buffer.from('nonsense'));
    await dismissQuarantined(house, ROOT, { id });
    expect((await listQuarantine(house, ROOT, { state: 'held' })).items).toEqual([]);
    expect((await listQuarantine(house, ROOT, { state: 'dismissed' })).items).toMatchObject([{ id }]);
    expect(Buffer.from((await showQuarantined(house, ROOT, { id })).body).toString()).toBe('nonsense');
    const audit = await house.storage.audit.list({ action: 'quarantine.dismissed' }, { limit: 10 });
    expect(audit.items).toMatchObject([{ subject: id, level: ACME }]);
    await expect(dismissQuarantined(house, ROOT, { id })).rejects.toMatchObject({ code: 'refused' });
    await expect(replayQuarantined(house, ROOT, { id })).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('listing the quarantine', () => {
  it('gives an organization’s administrators theirs alone', async () => {
    const { house, id } = await withQuarantined(FAULTED);
    const mine = administratorOf(ACME.kind === 'organization' ? ACME.organizationId : '');
    expect((await listQuarantine(house, mine, { level: ACME })).items).toMatchObject([{ id }]);
    for (const input of [{}, { level: HOST }, { level: organizationLevel('other') }]) {
      await expect(listQuarantine(house, mine, input)).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });
});
