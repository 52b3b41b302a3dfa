import { describe, expect, it } from 'vitest';
import type { Roles } from '../access/actor.ts';
import { HOST, organizationLevel, type Level } from '../kernel/level.ts';
import type { Grant, GrantHolder } from './grant.ts';
import { remainingRoles } from './remaining-roles.ts';

const ADA: GrantHolder = { kind: 'user', teamId: 'T1', userId: 'U1' };
const OPS: GrantHolder = { kind: 'group', teamId: 'T1', groupId: 'S1' };
const STRANGERS: GrantHolder = { kind: 'group', teamId: 'T2', groupId: 'S2' };

function grant(level: Level, holder: GrantHolder): Grant {
  return {
    id: 'g',
    level,
    holder,
    grantedAt: 1,
    grantedBy: { kind: 'command-line', name: 'root' },
  };
}

const left = (had: Partial<Roles>, grants: readonly Grant[], configured: readonly string[] = []) =>
  remainingRoles(
    { configured: configured.map((userId) => ({ teamId: null, userId })), grants },
    {
      kind: 'slack',
      teamId: 'T1',
      userId: 'U1',
      channelId: null,
      roles: { systemAdministrator: false, organizationIds: [], ...had },
    },
  );

describe('what is left of a person’s rights', () => {
  it('is nothing that no grant and no configuration gives any more', () => {
    const had = { systemAdministrator: true, organizationIds: ['acme'] };
    expect(left(had, [])).toEqual({ systemAdministrator: false, organizationIds: [] });
    expect(left(had, [grant(HOST, STRANGERS)])).toMatchObject({ systemAdministrator: false });
    expect(left(had, [], ['U2'])).toMatchObject({ systemAdministrator: false });
  });

  it('is what the configuration, a grant to the person, or one to a group of the workspace still gives', () => {
    const system = { systemAdministrator: true };
    expect(left(system, [], ['U1'])).toMatchObject(system);
    expect(left(system, [grant(HOST, ADA)])).toMatchObject(system);
    expect(left(system, [grant(HOST, OPS)])).toMatchObject(system);
    const acme = { organizationIds: ['acme'] };
    expect(left(acme, [grant(organizationLevel('acme'), OPS)])).toMatchObject(acme);
  });

  it('is an organization alone when the system was taken away', () => {
    expect(left({ systemAdministrator: true }, [grant(organizationLevel('acme'), ADA)])).toEqual({
      systemAdministrator: false,
      organizationIds: ['acme'],
    });
  });

  it('is never more than they had: a group may be one that they are not in', () => {
    const grants = [grant(HOST, OPS), grant(organizationLevel('acme'), OPS)];
    expect(left({ organizationIds: ['globex'] }, grants)).toEqual({
      systemAdministrator: false,
      organizationIds: [],
    });
  });
});
