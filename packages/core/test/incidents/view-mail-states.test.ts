import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { viewMailStates } from '../../src/incidents/view-mail-states.ts';
import { addOrganization } from '../../src/organizations/add-organization.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

async function startHouse(slugs: readonly string[]) {
  const clock = new FakeClock();
  const deps = { storage: createMemoryStorage(), clock, newId: sequentialIds() };
  const organizations = [];
  for (const slug of slugs) organizations.push(await addOrganization(deps, root, { slug, name: slug }));
  return { deps, organizations };
}

const inSlack = (organizationIds: readonly string[]): Actor => ({
  kind: 'slack',
  teamId: 'T1',
  userId: 'U1',
  channelId: null,
  roles: { systemAdministrator: false, organizationIds },
});

describe('the state of mail', () => {
  it('comes page by page, each level once, the host first', async () => {
    const { deps } = await startHouse(['a', 'b', 'c', 'd', 'e']);
    const seen: (string | null)[] = [];
    let after: string | null = null;
    do {
      const page = await viewMailStates(deps, root, { after, limit: 2 });
      seen.push(...page.levels.map(({ organization }) => organization?.slug ?? null));
      expect(page.organizations).toBe(5);
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([null, 'a', 'b', 'c', 'd', 'e']);
  });

  it('is that of their own organizations alone for others than system administrators', async () => {
    const { deps, organizations } = await startHouse(['a', 'b', 'c']);
    const page = await viewMailStates(deps, inSlack([organizations[1]?.id ?? '']), {});
    expect(page.levels.map(({ organization }) => organization?.slug)).toEqual(['b']);
    expect(page).toMatchObject({ backlog: null, organizations: 1, next: null });
    expect((await viewMailStates(deps, inSlack([]), {})).levels).toEqual([]);
  });

  it('says why mail waits', async () => {
    const { deps } = await startHouse([]);
    const { levels, backlog } = await viewMailStates(deps, root, {});
    expect(levels[0]).toMatchObject({
      gaps: ['no-host', 'no-from'],
      active: null,
      draft: null,
      failures: [],
      connection: { kind: 'not-configured' },
      incidents: [],
    });
    expect(backlog).toMatchObject({ queued: 0 });
  });
});
