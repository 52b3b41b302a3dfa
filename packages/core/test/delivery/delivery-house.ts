import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { createConnectionHealth } from '../../src/delivery/connection-health.ts';
import { createDeliverOne } from '../../src/delivery/deliver-one.ts';
import type { Delivery, DeliveryState } from '../../src/delivery/delivery.ts';
import { createDispatcher, type Dispatcher, type DispatcherDeps } from '../../src/delivery/dispatcher.ts';
import { createLanes } from '../../src/delivery/lanes.ts';
import { createRoutes } from '../../src/delivery/routes.ts';
import type { NewId } from '../../src/kernel/ids.ts';
import { HOST, organizationLevel, type Level } from '../../src/kernel/level.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { MailBuilder } from '../../src/mail/mail-headers.ts';
import type { MailLayout } from '../../src/mail/mail-layout.ts';
import type { PlainValues } from '../../src/settings/mail-settings.ts';
import type { Storage } from '../../src/storage.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildOrganization } from '../../src/testing/build-organization.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../../src/testing/build-report.ts';
import { buildRevision } from '../../src/testing/build-revision.ts';
import { unreachedSince } from '../../src/incidents/unreached-since.ts';
import { createIncidentWatch } from '../../src/incidents/incident-watch.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { createFakeReferences } from '../../src/testing/fake-references.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { FakeTimers } from '../../src/testing/fake-timers.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { scriptedTransport } from './scripted-transport.ts';

const LAYOUT: MailLayout = { html: ({ title }) => title, text: ({ title }) => title };

/** As much of a message as the transport of the tests looks at. */
const BUILDER: MailBuilder = {
  build: async ({ identity, subject, from, replyTo }) =>
    new TextEncoder().encode(
      `Message-ID: <${identity.messageId}>\r\nFrom: ${from.name ?? ''} ${from.address}\r\nReply-To: ${replyTo ?? ''}\r\nSubject: ${subject}\r\n\r\n`,
    ),
};

/** What a house does not make for itself; two that share all of it are two processes. */
interface DeliveryHouseOptions {
  readonly concurrency?: number;
  /** Workers watch for incidents, so that others know what they have seen. */
  readonly watched?: boolean;
  readonly storage?: Storage;
  readonly clock?: FakeClock;
  readonly timers?: FakeTimers;
  readonly newId?: NewId;
  readonly transport?: ReturnType<typeof scriptedTransport>;
}

/** Everything that delivers, over storage in memory, a fake clock and a scripted transport. */
export function deliveryHouse(options: DeliveryHouseOptions = {}) {
  const clock = options.clock ?? new FakeClock();
  const timers = options.timers ?? new FakeTimers(clock);
  const newId = options.newId ?? sequentialIds(1);
  const storage = options.storage ?? createMemoryStorage();
  const transport = options.transport ?? scriptedTransport(() => clock.now());
  const retired: string[] = [];

  /** A worker: what one process has. `over` takes the place of parts of its storage. */
  function worker(over: Partial<Pick<DispatcherDeps, 'storage' | 'onSettled' | 'grace'>> = {}): Dispatcher {
    const health = createConnectionHealth();
    const routes = createRoutes({
      storage,
      sealer: createFakeSealer(),
      references: createFakeReferences(),
      clock,
      onRetired: (key) => retired.push(key),
      onReplaceable: async ({ owner, connection: { key, host, port } }) => {
        const since = await unreachedSince({ storage, clock }, owner, `${host}:${String(port)}`);
        if (since !== null) health.recall(key, since);
      },
    });
    const watch = createIncidentWatch({ storage, clock, timers, newId, logger: silentLogger });
    if (options.watched === true) watch.start();
    const random = (bytes: number): Uint8Array => new Uint8Array(bytes);
    return createDispatcher({
      storage,
      deliverOne: createDeliverOne({
        storage,
        routes,
        health,
        transport,
        mailBuilder: BUILDER,
        layout: LAYOUT,
        clock,
        random,
        logger: silentLogger,
        onSign: (sign) => watch.noteSign(sign),
      }),
      lanes: createLanes({ routes, health, clock }),
      clock,
      timers,
      newId,
      logger: silentLogger,
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
      ...over,
    });
  }

  /** A level's active settings: its own server, or what is given. */
  async function settings(level: Level, values: Partial<PlainValues>): Promise<void> {
    const { head, active } = await storage.settings.load(level);
    const revision = buildRevision(newId, {
      level,
      number: head + 1,
      layer: { values: { ...active?.layer.values, ...values }, secrets: {} },
    });
    const audit = [buildAuditEntry(newId, { level })];
    const change = { level, expectedHead: head, revisions: [revision], dropDraft: false, releaseHeld: true };
    await storage.settings.save({ ...change, audit, now: clock.now() });
  }

  async function organization(slug: string): Promise<Level> {
    const added = buildOrganization({ id: newId(), slug });
    const audit = buildAuditEntry(newId, { action: 'organization.added' });
    await storage.organizations.add(added, audit);
    return organizationLevel(added.id);
  }

  /** An organization with a server of its own, `<slug>.relay.example`. */
  async function organizationWithRelay(slug: string): Promise<Level> {
    const level = await organization(slug);
    const smtpHost = `${slug}.relay.example`;
    await settings(level, { ...PLAIN, smtpHost, defaultFromAddress: `robots@${slug}.example` });
    return level;
  }

  /** Queues one delivery per address; gives their ids. */
  async function queue(
    level: Level,
    addresses: readonly string[],
    overrides: Parameters<typeof buildPlannedDelivery>[1] = {},
  ): Promise<readonly string[]> {
    const deliveries = addresses.map((address) =>
      buildPlannedDelivery(newId, { ...overrides, recipient: { address } }),
    );
    const events = [buildPlannedEvent(newId, { event: buildEvent(), deliveries })];
    const report = buildReport(newId, { level, receivedAt: clock.now() });
    const id = events[0]?.id ?? report.id;
    await storage.intake.accept([{ ...report, id, content: { kind: 'events', events } }], 0);
    return deliveries.map((delivery) => delivery.id);
  }

  async function delivery(id: string): Promise<Delivery> {
    const found = await storage.outbox.find(id);
    if (found === null) throw new Error(`no delivery ${id}`);
    return found.delivery;
  }

  async function states(): Promise<Partial<Record<DeliveryState, number>>> {
    const { items } = await storage.outbox.list({}, { limit: 500 });
    const counts: Partial<Record<DeliveryState, number>> = {};
    for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  return {
    clock,
    timers,
    newId,
    storage,
    transport,
    retired,
    worker,
    settings,
    organization,
    organizationWithRelay,
    queue,
    delivery,
    states,
    hostRelay: () =>
      settings(HOST, { ...PLAIN, smtpHost: 'relay.example', defaultFromAddress: 'robots@platform.example' }),
  };
}

const PLAIN = { smtpPort: 25, secureConnection: false, useDefaultCredentials: true } as const;
