import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Roles } from '../access/actor.ts';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { DAY } from '../kernel/clock.ts';
import { HOST, organizationLevel, type Level } from '../kernel/level.ts';
import { Secret } from '../kernel/secret.ts';
import type { Storage } from '../storage.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { sequentialIds } from '../testing/sequential-ids.ts';
import { claimAccess } from './claim-access.ts';
import { claimCodeHash, newClaimCode } from './claim-code.ts';
import { grantAccess } from './grant-access.ts';
import type { GrantDeps } from './grant-deps.ts';
import { listAdministrators } from './list-administrators.ts';
import { namedPeopleSchema } from './named-person.ts';
import { offerClaimCode } from './offer-claim-code.ts';
import { revokeAccess } from './revoke-access.ts';
import { rolesFrom } from './roles-from.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ACME = organizationLevel('acme');
const ada = { kind: 'user', teamId: 'T01', userId: 'U0ADA' } as const;
const bob = { kind: 'user', teamId: 'T01', userId: 'U0BOB' } as const;
const ops = { kind: 'group', teamId: 'T01', groupId: 'S0OPS' } as const;

function inSlack(roles: Roles, userId = 'U0ADA') {
  return { kind: 'slack', teamId: 'T01', userId, channelId: null, roles } as const;
}

const nobody = inSlack({ systemAdministrator: false, organizationIds: [] });
const ofAcme = inSlack({ systemAdministrator: false, organizationIds: ['acme'] });

let deps: GrantDeps & { readonly storage: Storage; readonly clock: FakeClock };
let seed = 0;
const random = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, () => (seed += 37));

beforeEach(() => {
  deps = { storage: createMemoryStorage(), clock: new FakeClock(), newId: sequentialIds() };
});

describe('granting and revoking', () => {
  it('is for who administers the level, and is written to the audit log', async () => {
    await expect(grantAccess(deps, nobody, { level: ACME, holder: bob })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(grantAccess(deps, ofAcme, { level: HOST, holder: bob })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await grantAccess(deps, ofAcme, { level: ACME, holder: bob })).toBe('added');
    expect(await grantAccess(deps, ofAcme, { level: ACME, holder: bob })).toBe('known');
    expect(await listAdministrators(deps, ofAcme, ACME)).toMatchObject([{ holder: bob }]);
    const remove = { level: ACME, holder: bob, othersRemain: false };
    expect(await revokeAccess(deps, ofAcme, remove)).toBe('removed');
    expect(await revokeAccess(deps, ofAcme, remove)).toBe('not-found');
    const { items } = await deps.storage.audit.list({}, { limit: 10 });
    expect(items.map(({ action, changes }) => [action, ...changes])).toEqual([
      ['access.revoked', { field: 'administrator', before: 'T01/U0BOB', after: null }],
      ['access.granted', { field: 'administrator', before: null, after: 'T01/U0BOB' }],
    ]);
  });

  it('keeps the last person who administers the system, and does not take a group for one', async () => {
    await grantAccess(deps, root, { level: HOST, holder: ada });
    await grantAccess(deps, root, { level: HOST, holder: ops });
    const remove = { level: HOST, holder: ada } as const;
    await expect(revokeAccess(deps, root, { ...remove, othersRemain: false })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(await revokeAccess(deps, root, { ...remove, othersRemain: true })).toBe('removed');
  });

  it.each([
    { ...ada, userId: 'ada' },
    { ...ada, teamId: '' },
    { ...ops, groupId: 'U0ADA' },
  ])('refuses what Slack would not call so: %o', async (holder) => {
    await expect(grantAccess(deps, root, { level: ACME, holder })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  it('shows nothing to others', async () => {
    await expect(listAdministrators(deps, nobody, ACME)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the first system administrator', () => {
  async function offered(): Promise<Secret> {
    const offer = await offerClaimCode({ ...deps, random });
    if (offer.kind !== 'offered') throw new Error('There is an administrator already.');
    return offer.code;
  }

  it('is whoever types the code, once', async () => {
    const code = await offered();
    expect(await claimAccess(deps, nobody, new Secret('0000-0000-0000-0000'))).toBe('not-valid');
    expect(await claimAccess(deps, nobody, code)).toBe('claimed');
    expect(await claimAccess(deps, inSlack(nobody.roles, 'U0EVE'), code)).toBe('not-valid');
    expect(await listAdministrators(deps, root, HOST)).toMatchObject([{ holder: ada, grantedBy: nobody }]);
    expect(await offerClaimCode({ ...deps, random })).toEqual({ kind: 'administered' });
  });

  it('has a day for it, and only with the latest code', async () => {
    const first = await offered();
    const second = await offered();
    expect(await claimAccess(deps, nobody, first)).toBe('not-valid');
    deps.clock.advance(DAY);
    expect(await claimAccess(deps, nobody, second)).toBe('not-valid');
  });

  it('may type it in any way that a person reads it', () => {
    const allBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(allBytes, (bytes) => {
        const code = newClaimCode(() => bytes);
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;
        expect(claimCodeHash(typed)).toBe(claimCodeHash(code));
      }),
    );
  });
});

describe('rolesFrom', () => {
  const grant = (level: Level, holder: typeof ada | typeof ops) => ({
    id: 'g',
    level,
    holder,
    grantedAt: 0,
    grantedBy: root,
  });
  const person = { teamId: 'T01', userId: 'U0ADA', groupIds: [] };
  const none = { systemAdministrator: false, organizationIds: [] };

  it('counts grants to the person and to their groups, each organization once', () => {
    const grants = [grant(ACME, ada), grant(ACME, ops)];
    expect(rolesFrom({ configured: [], grants }, person).organizationIds).toEqual(['acme']);
    expect(rolesFrom({ configured: [], grants: [grant(HOST, ops)] }, person)).toEqual(none);
    const member = { ...person, groupIds: ['S0OPS'] };
    expect(rolesFrom({ configured: [], grants: [grant(HOST, ops)] }, member).systemAdministrator).toBe(true);
  });

  it('does not take the same id in another workspace for the same person or group', () => {
    const grants = [grant(HOST, ada), grant(HOST, ops)];
    const stranger = { teamId: 'T02', userId: 'U0ADA', groupIds: ['S0OPS'] };
    expect(rolesFrom({ configured: [], grants }, stranger)).toEqual(none);
  });

  it('counts the configuration, in the workspace that it names if it names one', () => {
    const configured = namedPeopleSchema.parse('U0ADA, T02/U0BOB');
    const roles = (userId: string, teamId: string) =>
      rolesFrom({ configured, grants: [] }, { teamId, userId, groupIds: [] }).systemAdministrator;
    expect([roles('U0ADA', 'T01'), roles('U0BOB', 'T01'), roles('U0BOB', 'T02')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
