import type { Actor } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import type { NewId } from '../kernel/ids.ts';
import { HOST, organizationLevel, type Level } from '../kernel/level.ts';
import type { Sealer } from '../kernel/sealer.ts';
import { changeSettings, type SettingsChange } from '../settings/change-settings.ts';
import type { Storage } from '../storage.ts';
import { createFakeSealer } from './fake-sealer.ts';
import { FakeClock } from './fake-clock.ts';
import { sequentialIds } from './sequential-ids.ts';

/** A person with a shell on the machine: may do everything. */
export const ROOT: Actor = { kind: 'command-line', name: 'root' };

/** A person in Slack who administers these organizations. */
export function organizationAdministrator(...organizationIds: readonly string[]): Actor {
  return {
    kind: 'slack',
    teamId: 'T1',
    userId: 'U1',
    channelId: null,
    roles: { systemAdministrator: false, organizationIds },
  };
}

/** The level of the organization that the fixture's tests are about. */
export const ACME: Level = organizationLevel('acme');

/** What the use cases of settings need, over memory. */
export interface SettingsFixture {
  readonly storage: Storage;
  readonly clock: FakeClock;
  readonly newId: NewId;
  readonly sealer: Sealer;
  /** {@link changeSettings} by {@link ROOT}. */
  readonly set: (
    level: Level,
    set: Readonly<Record<string, unknown>>,
    unset?: readonly string[],
  ) => Promise<SettingsChange>;
}

/** Empty settings. */
export function startSettings(sealer: Sealer = createFakeSealer()): SettingsFixture {
  const clock = new FakeClock();
  const deps = { storage: createMemoryStorage(), clock, newId: sequentialIds(), sealer };
  return {
    ...deps,
    set: (level, set, unset = []) => changeSettings(deps, ROOT, { level, set, unset: [...unset] }),
  };
}

/** Settings with a host that can send: `relay.example.com`, no sign-in, from `robots@example.com`; revision 1. */
export async function startSettingsWithHost(sealer?: Sealer): Promise<SettingsFixture> {
  const fixture = startSettings(sealer);
  await fixture.set(HOST, { 'smtp-host': 'relay.example.com', 'default-from-address': 'robots@example.com' });
  return fixture;
}
