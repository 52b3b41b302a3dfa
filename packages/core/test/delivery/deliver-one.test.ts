import { describe, expect, it } from 'vitest';
import { createConnectionHealth } from '../../src/delivery/connection-health.ts';
import { createDeliverOne, type DeliverOneDeps } from '../../src/delivery/deliver-one.ts';
import type { ClaimedDelivery } from '../../src/delivery/delivery.ts';
import type { Route } from '../../src/delivery/resolve-route.ts';
import type { Routes } from '../../src/delivery/routes.ts';
import { MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { HOST } from '../../src/kernel/level.ts';
import type { LogFields, Logger } from '../../src/kernel/logger.ts';
import type { SmtpConnection } from '../../src/smtp/smtp-connection.ts';
import { buildDelivery } from '../../src/testing/build-delivery.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildOrganization } from '../../src/testing/build-organization.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { accept, connectionRefused, scriptedTransport, wrongPassword } from './scripted-transport.ts';

const CONNECTION: SmtpConnection = {
  key: 'revision-1',
  host: 'relay.example',
  port: 587,
  security: 'starttls',
  authentication: { kind: 'none' },
  caCertificate: null,
  clientName: null,
  connectTimeout: 10 * SECOND,
  maxConnections: 5,
  maxMessagesPerMinute: 0,
  allowedNetworks: null,
};

const OPEN: Route = {
  kind: 'open',
  level: HOST,
  owner: HOST,
  connection: CONNECTION,
  sender: { fromAddress: 'robots@platform.example', fromDisplayName: null, replyTo: null },
  fallback: null,
  organization: buildOrganization(),
};

function bench(over: Partial<Routes> = {}, parts: Partial<Pick<DeliverOneDeps, 'layout' | 'signMail'>> = {}) {
  const clock = new FakeClock();
  const transport = scriptedTransport(() => clock.now());
  const logged: LogFields[] = [];
  const log = (fields: LogFields): void => void logged.push(fields);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const health = createConnectionHealth();
  const controller = new AbortController();
  const deliverOne = createDeliverOne({
    storage: {
      outbox: { gathered: async () => null, thread: async () => [] },
      events: { find: async () => null },
    },
    routes: {
      of: async () => OPEN,
      isCurrent: async () => true,
      ruleName: async () => 'Everything',
      known: async () => [],
      ...over,
    },
    health,
    transport,
    mailBuilder: { build: async ({ identity }) => new TextEncoder().encode(`<${identity.messageId}>`) },
    layout: { html: ({ title }) => title, text: ({ title }) => title },
    clock,
    random: (bytes) => new Uint8Array(bytes),
    logger,
    ...parts,
  });
  const claimed = (overrides: Parameters<typeof buildDelivery>[0] = {}): ClaimedDelivery => ({
    delivery: buildDelivery({ state: 'sending', ...overrides }),
    event: buildEvent(),
    receivedAt: clock.now(),
    leaseToken: 'lease',
  });
  return {
    clock,
    transport,
    logged,
    health,
    controller,
    deliver: (overrides: Parameters<typeof buildDelivery>[0] = {}) =>
      deliverOne(claimed(overrides), controller.signal),
  };
}

describe('delivering one', () => {
  it('sends from the level’s sender to the recipient, under a Message-ID of the delivery', async () => {
    const { transport, deliver } = bench();
    const { id } = buildDelivery();
    expect(await deliver()).toMatchObject({
      kind: 'settle',
      settlement: { state: 'delivered', attempts: 1 },
    });
    expect(transport.arrived).toMatchObject([
      { from: 'robots@platform.example', to: 'ops@acme.example', messageId: `${id}@platform.example` },
    ]);
  });

  it('sends what was signed, by the level and the owner of the connection', async () => {
    const asked: unknown[] = [];
    const { transport, deliver } = bench(
      {},
      {
        signMail: async (raw, subject) => {
          asked.push(subject);
          return { ok: true, raw: Buffer.concat([Buffer.from('signed: yes\r\n'), raw]) };
        },
      },
    );
    await deliver();
    expect(asked).toEqual([{ level: HOST, owner: HOST, from: 'robots@platform.example' }]);
    expect(transport.arrived).toHaveLength(1);
    expect(transport.arrived[0]?.head).toContain('signed: yes');
  });

  it('holds what cannot be signed as it should, and asks no server', async () => {
    const { transport, deliver } = bench(
      {},
      { signMail: async () => ({ ok: false, reason: 'key-missing', text: 'The key "k1" is missing.' }) },
    );
    expect(await deliver()).toMatchObject({ settlement: { state: 'deferred', reason: 'key-missing' } });
    expect(transport.tried).toEqual([]);
  });

  it('does not touch a server for what has expired', async () => {
    const { clock, transport, deliver } = bench();
    expect(await deliver({ expiresAt: clock.now() })).toMatchObject({ settlement: { state: 'expired' } });
    expect(transport.tried).toEqual([]);
  });

  it('makes a dead letter of what no template can say, and asks no server', async () => {
    const layout = {
      html: () => {
        throw new Error('a broken layout');
      },
      text: () => '',
    };
    const { transport, deliver, logged } = bench({}, { layout });
    expect(await deliver()).toMatchObject({ settlement: { state: 'failed', reason: 'template-failed' } });
    expect(transport.tried).toEqual([]);
    expect(JSON.stringify(logged)).toContain('a broken layout');
  });

  it('says that its connection has no room instead of sending beside the first', async () => {
    const { health, deliver } = bench();
    health.begin(CONNECTION.key, 10);
    expect(await deliver()).toEqual({ kind: 'not-now', lane: CONNECTION.key });
  });

  it('gives a send back that was called off, and learns nothing from it', async () => {
    const { transport, controller, health, clock, deliver } = bench();
    transport.behave('relay.example', () => {
      controller.abort();
      return connectionRefused();
    });
    expect(await deliver()).toEqual({ kind: 'called-off' });
    expect(health.rest(CONNECTION.key, clock.now())).toBeNull();
  });

  it('stores what the server did even when it was called off meanwhile', async () => {
    const { transport, controller, deliver } = bench();
    transport.behave('relay.example', (sent) => {
      controller.abort();
      return accept(sent);
    });
    expect(await deliver()).toMatchObject({ settlement: { state: 'delivered' } });
  });
});

describe('settings that change meanwhile', () => {
  it('are tried at once instead of waiting for their change', async () => {
    const { transport, clock, deliver } = bench({ isCurrent: async () => false });
    transport.behave('relay.example', wrongPassword);
    expect(await deliver()).toMatchObject({ settlement: { state: 'deferred', dueAt: clock.now() } });
  });

  it('end a hold at once', async () => {
    const held: Route = { kind: 'held', level: HOST, reason: 'no-host', text: 'No host.' };
    const changed = bench({ of: async () => held, isCurrent: async () => false });
    expect(await changed.deliver()).toMatchObject({ settlement: { dueAt: changed.clock.now() } });
    const unchanged = bench({ of: async () => held });
    expect(await unchanged.deliver()).toMatchObject({
      settlement: { dueAt: unchanged.clock.now() + 5 * MINUTE },
    });
  });
});

describe('storage and defects', () => {
  const gone = new AppError('storage-unavailable', 'The disk is gone.');

  it('tries nothing when settings cannot be read, and says so', async () => {
    const { transport, deliver } = bench({ of: () => Promise.reject(gone) });
    await expect(deliver()).rejects.toBe(gone);
    expect(transport.tried).toEqual([]);
  });

  it('keeps what a server answered when storage fails after the send', async () => {
    const { deliver } = bench({ isCurrent: () => Promise.reject(gone) });
    expect(await deliver()).toMatchObject({ settlement: { state: 'delivered' } });
  });

  it('tries a delivery that meets a defect later, and less and less often', async () => {
    const { clock, deliver } = bench({ of: () => Promise.reject(new Error('a defect')) });
    const first = await deliver();
    expect(first).toMatchObject({ settlement: { state: 'deferred', reason: 'internal', attempts: 1 } });
    expect(await deliver({ attempts: 5 })).toMatchObject({
      settlement: { dueAt: clock.now() + 120 * MINUTE },
    });
  });

  it('writes no address, subject or text of a mail to the log', async () => {
    const { deliver, logged } = bench({ of: () => Promise.reject(new Error('a defect')) });
    await deliver();
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toMatch(/acme\.example|Invoice|invoice/);
  });
});
