import { createHash } from 'node:crypto';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { createConfigurationCache } from '../../src/intake/configuration-cache.ts';
import { createIntakeLimiter, type LimitRefusal } from '../../src/intake/intake-limiter.ts';
import { createIntakeQueue, type IntakeQueueDeps } from '../../src/intake/intake-queue.ts';
import { receiveWebhook } from '../../src/intake/receive-webhook.ts';
import { HOST, organizationLevel } from '../../src/kernel/level.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { Sealer } from '../../src/kernel/sealer.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { WebhookRequest } from '../../src/sources/source-kind.ts';
import { sourceSecretPlace, type Source, type SourceKind } from '../../src/sources/source.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { buildOrganization } from '../../src/testing/build-organization.ts';
import { buildRule } from '../../src/testing/build-rule.ts';
import { buildSource } from '../../src/testing/build-source.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { FakeTimers } from '../../src/testing/fake-timers.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { signRequest } from '../fixtures/sign-request.ts';

export const ACME = organizationLevel(buildOrganization().id);

/** Acme with a rule that sends everything to ops@acme.example, over storage in memory. */
export async function intakeHouse({
  sealer = createFakeSealer(),
  ...over
}: Partial<Pick<IntakeQueueDeps, 'storage' | 'limit'> & { readonly sealer: Sealer }> = {}) {
  const clock = new FakeClock();
  const timers = new FakeTimers(clock);
  const newId = sequentialIds(1);
  const storage = createMemoryStorage();
  const configuration = createConfigurationCache({ storage, sealer });
  const limited: LimitRefusal[] = [];
  const limiter = createIntakeLimiter({
    logger: silentLogger,
    onRefusal: (refusal) => void limited.push(refusal),
  });
  let wakes = 0;
  const queue = createIntakeQueue({ storage, timers, onDeliveries: () => void (wakes += 1), ...over });

  await storage.organizations.add(
    buildOrganization(),
    buildAuditEntry(newId, { action: 'organization.added' }),
  );
  await storage.rules.add(buildRule(), buildAuditEntry(newId, { action: 'rule.added' }));

  /** A source whose secrets are sealed with the given keys; gives it with its secrets. */
  async function addSource(kind: SourceKind, { level = ACME, keys = ['key-1'] } = {}) {
    const id = newId();
    const secrets = keys.map((keyId, place) => {
      const secret = new Secret(
        kind === 'standard' ? standardSecret(`${id}-${place}`) : `a-secret-of-tests-${id}-${place}`,
      );
      const secretId = newId();
      const sealed = createFakeSealer([keyId]).seal(secret, sourceSecretPlace(id, secretId));
      return { secret, stored: { id: secretId, sealed, createdAt: clock.now(), lastUsedAt: null } };
    });
    const stored = secrets.map((one) => one.stored);
    const source: Source = buildSource({ id, level, kind, name: id, secrets: stored });
    await storage.sources.add(source, buildAuditEntry(newId, { action: 'source.added', level }));
    return { source, secrets: secrets.map((one) => one.secret) };
  }

  const receive = async (sourceId: string, request: WebhookRequest) => {
    const receipt = receiveWebhook(
      { configuration, queue, limiter, clock, newId, logger: silentLogger },
      { sourceId, request },
    );
    await timers.settle();
    return receipt;
  };

  /** Posts a body, signed with the source's first secret. */
  function post(
    { source, secrets }: Awaited<ReturnType<typeof addSource>>,
    body: string | Uint8Array,
    place = 0,
  ) {
    const secret = secrets[place] ?? new Secret('none');
    const signed = signRequest(source.kind, { secret, body, now: clock.now() });
    const headers = { ...signed.headers, 'content-type': ['application/json'] };
    return receive(source.id, { ...signed, headers });
  }

  return {
    clock,
    timers,
    newId,
    storage,
    sealer,
    configuration,
    queue,
    addSource,
    receive,
    post,
    HOST,
    get wakes() {
      return wakes;
    },
  };
}

/** 32 bytes that differ from source to source. */
function standardSecret(seed: string): string {
  return `whsec_${createHash('sha256').update(seed).digest('base64')}`;
}
