import {
  isConfigured,
  rolesFrom,
  toAppError,
  type AppError,
  type Grant,
  type Logger,
  type NamedPerson,
  type Roles,
  type Storage,
} from '@postern/core';
import type { FetchMembers, GroupMembers } from './group-members.ts';
import type { UserKey } from './languages.ts';

/** What a person may do, and whom others of the workspace can ask. */
export interface Rights {
  readonly roles: Roles;
  /** See `Person`. */
  readonly whomToAsk: readonly string[];
  /** See `Person`. */
  readonly trouble: AppError | null;
}

/** Knows who administers what. */
export interface Administration {
  /** Never fails: who is named in the configuration keeps their rights when nothing else can be asked. */
  of(person: UserKey, fetchMembers: FetchMembers): Promise<Rights>;
}

const NOBODY: Roles = { systemAdministrator: false, organizationIds: [] };

/** Reads what was granted again when any of the configuration has changed, in whichever process. */
export function createAdministration(parts: {
  readonly configuredAdministrators: readonly NamedPerson[];
  readonly storage: Pick<Storage, 'grants' | 'configurationVersion'>;
  readonly members: GroupMembers;
  readonly logger: Logger;
}): Administration {
  const { configuredAdministrators: configured, storage, members, logger } = parts;
  let known: { readonly version: number; readonly grants: readonly Grant[] } | null = null;

  async function granted(): Promise<readonly Grant[]> {
    const version = await storage.configurationVersion();
    if (known?.version !== version) known = { version, grants: await storage.grants.list() };
    return known.grants;
  }

  async function groupsOf(
    { teamId, userId }: UserKey,
    { grants, fetchMembers }: { readonly grants: readonly Grant[]; readonly fetchMembers: FetchMembers },
  ): Promise<readonly string[]> {
    const ids = new Set(
      grants.flatMap(({ holder }) =>
        holder.kind === 'group' && holder.teamId === teamId ? [holder.groupId] : [],
      ),
    );
    const found = await Promise.all(
      [...ids].map(async (groupId) => {
        const people = await members.of({ teamId, groupId }, fetchMembers);
        return people.includes(userId) ? [groupId] : [];
      }),
    );
    return found.flat();
  }

  return {
    async of(person, fetchMembers) {
      try {
        const grants = await granted();
        // Whoever may do everything by themselves needs no group, and no call of Slack.
        const alone = rolesFrom({ configured, grants }, { ...person, groupIds: [] });
        const groupIds = alone.systemAdministrator ? [] : await groupsOf(person, { grants, fetchMembers });
        return {
          roles: rolesFrom({ configured, grants }, { ...person, groupIds }),
          whomToAsk: mentions({ configured, grants }, person.teamId),
          trouble: null,
        };
      } catch (error) {
        logger.warn({ error }, 'Rights could not be read');
        const whomToAsk = mentions({ configured, grants: [] }, person.teamId);
        if (!isConfigured(configured, person))
          return { roles: NOBODY, whomToAsk, trouble: toAppError(error) };
        return { roles: { ...NOBODY, systemAdministrator: true }, whomToAsk, trouble: null };
      }
    },
  };
}

/** As that workspace can show them: https://docs.slack.dev/messaging/formatting-message-text */
function mentions(
  known: { readonly configured: readonly NamedPerson[]; readonly grants: readonly Grant[] },
  teamId: string,
): readonly string[] {
  const named = known.configured
    .filter((person) => person.teamId === null || person.teamId === teamId)
    .map(({ userId }) => `<@${userId}>`);
  const granted = known.grants
    .filter(({ level, holder }) => level.kind === 'host' && holder.teamId === teamId)
    .map(({ holder }) => (holder.kind === 'user' ? `<@${holder.userId}>` : `<!subteam^${holder.groupId}>`));
  return [...new Set([...named, ...granted])];
}
