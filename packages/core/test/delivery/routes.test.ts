import { describe, expect, it } from 'vitest';
import { createRoutes } from '../../src/delivery/routes.ts';
import { MINUTE } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { HOST, type Level } from '../../src/kernel/level.ts';
import type { Secret } from '../../src/kernel/secret.ts';
import type { SettingsStore } from '../../src/settings/settings-store.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { buildRule } from '../../src/testing/build-rule.ts';
import { createFakeReferences } from '../../src/testing/fake-references.ts';
import { createFakeSealer } from '../../src/testing/fake-sealer.ts';
import { deliveryHouse } from './delivery-house.ts';

async function routesOver(over: Partial<SettingsStore> = {}) {
  const house = deliveryHouse();
  await house.hostRelay();
  const acme = await house.organization('acme');
  let loads = 0;
  const retired: string[] = [];
  const settings: SettingsStore = {
    ...house.storage.settings,
    load: (level) => {
      loads += 1;
      return house.storage.settings.load(level);
    },
    ...over,
  };
  const references: Record<string, string> = { 'env:RELAY_PASSWORD': 'first' };
  const routes = createRoutes({
    storage: { ...house.storage, settings },
    sealer: createFakeSealer(),
    references: createFakeReferences(references),
    clock: house.clock,
    onRetired: (key) => retired.push(key),
  });
  return { house, acme, routes, retired, references, loads: () => loads };
}

describe('routes', () => {
  it('are resolved once while nothing changes, however many ask', async () => {
    const { routes, acme, loads } = await routesOver();
    const all = await Promise.all(Array.from({ length: 30 }, () => routes.of(acme)));
    expect(new Set(all).size).toBe(1);
    expect(loads()).toBe(2);
    expect(await routes.known()).toEqual([all[0]]);
  });

  it('lead through the host’s connection with the organization’s own sender', async () => {
    const { routes, acme, house } = await routesOver();
    await house.settings(acme, { defaultFromDisplayName: 'Acme robots' });
    expect(await routes.of(acme)).toMatchObject({
      kind: 'open',
      owner: HOST,
      connection: { host: 'relay.example', port: 25, security: 'plain' },
      sender: { fromAddress: 'robots@platform.example', fromDisplayName: 'Acme robots' },
      organization: { slug: 'acme' },
    });
  });

  it('follow a change of the settings at once, and retire the connection that is replaced', async () => {
    const { routes, acme, house, retired } = await routesOver();
    const before = await routes.of(acme);
    await house.settings(HOST, { smtpHost: 'new.relay.example' });
    expect(await routes.isCurrent(before)).toBe(false);
    const after = await routes.of(acme);
    expect(after).toMatchObject({ connection: { host: 'new.relay.example' } });
    expect(await routes.isCurrent(after)).toBe(true);
    expect(retired).toEqual([before.kind === 'open' ? before.connection.key : '']);
  });

  it('read references again after a minute, since those change on their own', async () => {
    const { routes, house, references } = await routesOver();
    const { active } = await house.storage.settings.load(HOST);
    if (active === null) throw new Error('no settings');
    const reference = { kind: 'reference', reference: 'env:RELAY_PASSWORD' } as const;
    const values = { ...active.layer.values, useDefaultCredentials: false, smtpUsername: 'robots' };
    await house.storage.settings.save({
      level: HOST,
      expectedHead: 1,
      expectedActive: active.id,
      revisions: [
        { ...active, id: house.newId(), number: 2, layer: { values, secrets: { smtpPassword: reference } } },
      ],
      dropDraft: false,
      releaseHeld: true,
      audit: [buildAuditEntry(house.newId)],
      now: house.clock.now(),
    });
    const password = async (level: Level): Promise<Secret | null> => {
      const route = await routes.of(level);
      if (route.kind !== 'open' || route.connection.authentication.kind !== 'password') return null;
      return route.connection.authentication.password;
    };
    expect((await password(HOST))?.expose()).toBe('first');
    references['env:RELAY_PASSWORD'] = 'second';
    expect((await password(HOST))?.expose()).toBe('first');
    house.clock.advance(MINUTE);
    expect((await password(HOST))?.expose()).toBe('second');
    delete references['env:RELAY_PASSWORD'];
    house.clock.advance(MINUTE);
    expect(await routes.of(HOST)).toMatchObject({ kind: 'held', reason: 'secret-unreadable' });
  });

  it('are held with the first reason, and a text that names all', async () => {
    const house = deliveryHouse();
    const routes = createRoutes({
      storage: house.storage,
      sealer: createFakeSealer(),
      references: createFakeReferences(),
      clock: house.clock,
      onRetired: () => undefined,
    });
    const route = await routes.of(HOST);
    expect(route).toMatchObject({ kind: 'held', reason: 'no-host' });
    expect(route.kind === 'held' ? route.text : '').toContain('no-from');
  });

  it('are asked for again after storage failed', async () => {
    let failures = 1;
    const { routes, house, acme } = await routesOver({
      policy: () =>
        failures-- > 0
          ? Promise.reject(new AppError('storage-unavailable', 'The disk is gone.'))
          : house.storage.settings.policy(),
    });
    await expect(routes.of(acme)).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect((await routes.of(acme)).kind).toBe('open');
  });

  it('know the names of rules, and of rules that are gone that they are', async () => {
    const { routes, house } = await routesOver();
    const rule = buildRule();
    await house.storage.rules.add(rule, buildAuditEntry(house.newId, { action: 'rule.added' }));
    expect(await routes.ruleName(rule.id)).toBe(rule.name);
    await house.storage.rules.remove(rule.id, buildAuditEntry(house.newId, { action: 'rule.removed' }));
    expect(await routes.ruleName(rule.id)).toBeNull();
  });
});
