import { HOUR, MINUTE, type Clock, type Logger } from '@postern/core';

/** A user group of one workspace. */
export interface GroupKey {
  readonly teamId: string;
  readonly groupId: string;
}

/** Asks Slack for the ids of a group's users. */
export type FetchMembers = (groupId: string) => Promise<readonly string[]>;

/** Who is in a user group. */
export interface GroupMembers {
  /** Never fails: nobody, when Slack cannot be asked and what was known is too old to give rights by. */
  of(group: GroupKey, fetchMembers: FetchMembers): Promise<readonly string[]>;
}

/** Who leaves a group has its rights for so long at most, while Slack answers. */
const FRESH = 5 * MINUTE;
/** While Slack does not answer. */
const USABLE = HOUR;

interface Known {
  readonly members: readonly string[];
  readonly at: number;
}

/** Remembers the members of each group for five minutes, and asks once for all who wait. */
export function createGroupMembers(deps: { readonly clock: Clock; readonly logger: Logger }): GroupMembers {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<readonly string[]>>();

  async function ask({ teamId, groupId }: GroupKey, fetchMembers: FetchMembers): Promise<readonly string[]> {
    const key = keyOf({ teamId, groupId });
    const at = deps.clock.now();
    try {
      const members = await fetchMembers(groupId);
      known.set(key, { members, at });
      return members;
    } catch (error) {
      deps.logger.warn({ teamId, groupId, error }, 'The members of a user group could not be asked for');
      const before = known.get(key);
      return before !== undefined && before.at + USABLE > at ? before.members : [];
    } finally {
      asking.delete(key);
    }
  }

  return {
    async of(group, fetchMembers) {
      const key = keyOf(group);
      const kept = known.get(key);
      if (kept !== undefined && kept.at + FRESH > deps.clock.now()) return kept.members;
      const asked = asking.get(key) ?? ask(group, fetchMembers);
      if (!asking.has(key)) asking.set(key, asked);
      return asked;
    },
  };
}

function keyOf({ teamId, groupId }: GroupKey): string {
  return `${teamId}/${groupId}`;
}
