import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import type { DeliveryState, Settlement } from '../../src/delivery/delivery.ts';
import { listDeliveries } from '../../src/delivery/list-deliveries.ts';
import { previewDelivery } from '../../src/delivery/preview-delivery.ts';
import { replayDelivery } from '../../src/delivery/replay-delivery.ts';
import { setMaintenance } from '../../src/delivery/set-maintenance.ts';
import { showDelivery } from '../../src/delivery/show-delivery.ts';
import { viewBacklog } from '../../src/delivery/view-backlog.ts';
import { HOUR, MINUTE } from '../../src/kernel/clock.ts';
import { HOST, type Level } from '../../src/kernel/level.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../src/testing/build-report.ts';
import { deliveryHouse } from './delivery-house.ts';

const ROOT: Actor = { kind: 'command-line', name: 'root' };

function administratorOf(...levels: readonly Level[]): Actor {
  const organizationIds = levels.flatMap((level) =>
    level.kind === 'organization' ? [level.organizationId] : [],
  );
  const roles = { systemAdministrator: false, organizationIds };
  return { kind: 'slack', teamId: 'T1', userId: 'U1', channelId: null, roles };
}

async function twoOrganizations() {
  const house = deliveryHouse();
  const acme = await house.organization('acme');
  const other = await house.organization('other');
  const [mine = ''] = await house.queue(acme, ['ops@acme.example']);
  const [theirs = ''] = await house.queue(other, ['ops@other.example']);

  /** Has a delivery come to an end. */
  async function settle(id: string, state: Exclude<DeliveryState, 'sending' | 'queued'>): Promise<void> {
    const now = house.clock.now();
    const request = { now, limit: 10, perLevel: 10, leaseToken: 'lease', leaseUntil: now + 1, except: [] };
    const claimed = await house.storage.outbox.claimDue(request);
    const settlement: Settlement = {
      deliveryId: id,
      leaseToken: 'lease',
      state,
      reason: null,
      attempts: 3,
      maybeDuplicate: false,
      dueAt: null,
      endedAt: now,
      attempt: null,
    };
    await house.storage.outbox.settle([settlement]);
    await house.storage.outbox.release(claimed.filter(({ delivery }) => delivery.id !== id));
  }

  return { house, acme, other, mine, theirs, settle };
}

describe('listing deliveries', () => {
  it('gives an organization’s administrators theirs alone', async () => {
    const { house, acme, other, mine } = await twoOrganizations();
    const page = await listDeliveries(house, administratorOf(acme), { level: acme });
    expect(page.items.map(({ id }) => id)).toEqual([mine]);
    await expect(listDeliveries(house, administratorOf(acme), { level: other })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(listDeliveries(house, administratorOf(acme), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('gives system administrators all, by state, in pages', async () => {
    const { house, mine, theirs, settle } = await twoOrganizations();
    await settle(mine, 'failed');
    const failed = await listDeliveries(house, ROOT, { state: 'failed' });
    expect(failed.items.map(({ id }) => id)).toEqual([mine]);
    const first = await listDeliveries(house, ROOT, { limit: 1 });
    const second = await listDeliveries(house, ROOT, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([theirs, mine]);
  });

  it('refuses a state that there is not, and a page that is too large', async () => {
    const { house } = await twoOrganizations();
    const input = { state: 'lost' as DeliveryState, limit: 501 };
    await expect(listDeliveries(house, ROOT, input)).rejects.toMatchObject({
      code: 'input-invalid',
      issues: [{ path: 'state' }, { path: 'limit' }],
    });
  });
});

describe('showing a delivery', () => {
  it('does not tell a delivery of others from one that there is not', async () => {
    const { house, acme, theirs } = await twoOrganizations();
    const refusals = await Promise.all(
      [theirs, 'no-such-id'].map((id) =>
        showDelivery(house, administratorOf(acme), { id }).catch((error: unknown) =>
          String(error).replace(id, 'ID'),
        ),
      ),
    );
    expect(refusals[0]).toBe(refusals[1]);
  });

  it('gives its event and its timeline', async () => {
    const { house, acme, mine } = await twoOrganizations();
    const details = await showDelivery(house, administratorOf(acme), { id: mine });
    expect(details).toMatchObject({ delivery: { id: mine }, event: { type: 'job.faulted' }, timeline: [] });
  });
});

describe('replaying a delivery', () => {
  it('makes a dead letter due now, its schedule and expiry anew, and writes it to the audit log', async () => {
    const { house, acme, mine, settle } = await twoOrganizations();
    await settle(mine, 'failed');
    house.clock.advance(72 * HOUR);
    const now = house.clock.now();
    const replayed = await replayDelivery(house, administratorOf(acme), { id: mine });
    expect(replayed).toEqual({ id: mine, before: 'failed', expiresAt: now + 48 * HOUR });
    expect(await house.delivery(mine)).toMatchObject({
      state: 'queued',
      reason: 'replayed',
      attempts: 0,
      dueAt: now,
      endedAt: null,
    });
    const audit = await house.storage.audit.list({ action: 'delivery.replayed' }, { limit: 10 });
    expect(audit.items).toMatchObject([
      { subject: mine, level: acme, changes: [{ field: 'state', before: 'failed', after: 'queued' }] },
    ]);
  });

  it('refuses what has arrived', async () => {
    const { house, mine, settle } = await twoOrganizations();
    await settle(mine, 'delivered');
    await expect(replayDelivery(house, ROOT, { id: mine })).rejects.toMatchObject({ code: 'refused' });
  });

  it('refuses a password recovery whose link is dead', async () => {
    const { house } = await twoOrganizations();
    const at = house.clock.now() + 10 * MINUTE;
    const event = buildEvent({
      type: 'account.password-recovery',
      severity: 'info',
      facts: [{ label: 'expires', value: { kind: 'time', at } }],
    });
    const planned = buildPlannedDelivery(house.newId);
    const events = [buildPlannedEvent(house.newId, { event, deliveries: [planned] })];
    const report = buildReport(house.newId, { level: HOST });
    await house.storage.intake.accept([{ ...report, content: { kind: 'events', events } }], 0);
    house.clock.advance(HOUR);
    await expect(replayDelivery(house, ROOT, { id: planned.id })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('link') as string,
    });
  });

  it('does not tell a delivery of others from one that there is not', async () => {
    const { house, acme, theirs } = await twoOrganizations();
    await expect(replayDelivery(house, administratorOf(acme), { id: theirs })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await house.delivery(theirs)).reason).toBeNull();
  });
});

describe('maintenance mode', () => {
  it('is set by system administrators alone, and audited once', async () => {
    const { house, acme } = await twoOrganizations();
    await expect(setMaintenance(house, administratorOf(acme), { mode: 'suspended' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await setMaintenance(house, ROOT, { mode: 'suspended' })).toEqual({
      before: 'off',
      after: 'suspended',
    });
    await setMaintenance(house, ROOT, { mode: 'suspended' });
    const audit = await house.storage.audit.list({ action: 'maintenance.changed' }, { limit: 10 });
    expect(audit.items).toMatchObject([
      { level: HOST, changes: [{ field: 'maintenance', before: 'off', after: 'suspended' }] },
    ]);
  });

  it('is part of the backlog, with what waits', async () => {
    const { house, acme } = await twoOrganizations();
    await setMaintenance(house, ROOT, { mode: 'draining' });
    house.clock.advance(MINUTE);
    expect(await viewBacklog(house, ROOT)).toEqual({
      queued: 2,
      gathering: 0,
      sending: 0,
      deferred: 0,
      unknown: 0,
      oldestDue: MINUTE,
      maintenance: 'draining',
    });
    await expect(viewBacklog(house, administratorOf(acme))).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('reading the mail of a delivery', () => {
  it('writes it again from its event, for those who may see the delivery', async () => {
    const { house, acme, other, mine } = await twoOrganizations();
    const deps = { ...house, layout: createMjmlLayout() };
    const mail = await previewDelivery(deps, administratorOf(acme), { id: mine });
    expect(mail?.subject).toContain('Invoice_Intake');
    expect(mail?.text).toContain('the invoice has no number');
    const theirs = previewDelivery(deps, administratorOf(other), { id: mine });
    await expect(theirs).rejects.toMatchObject({ code: 'not-found' });
  });

  it('shows nobody a mail that is addressed to a person: its link opens their account', async () => {
    const { house } = await twoOrganizations();
    const { storage } = house;
    const newId = () => '0000000d-0000-7000-8000-000000000777';
    const event = buildEvent({
      type: 'account.password-recovery',
      link: 'https://platform.example/reset?t=1',
    });
    const deliveries = [buildPlannedDelivery(newId, { ruleId: null })];
    const events = [buildPlannedEvent(newId, { event, deliveries })];
    await storage.intake.accept(
      [buildReport(newId, { level: HOST, content: { kind: 'events', events } })],
      0,
    );
    const deps = { ...house, layout: createMjmlLayout() };
    expect(await previewDelivery(deps, ROOT, { id: newId() })).toBeNull();
  });
});
