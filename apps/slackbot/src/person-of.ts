import type { webApi } from '@slack/bolt';
import type { Administration } from './people/administration.ts';
import type { Languages } from './people/languages.ts';
import type { Person } from './people/person.ts';

/** Whoever did something in Slack, as Slack names them. */
export interface SlackUser {
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
}

/** Who that is for Postern: their language and what they may do. Never fails, whatever cannot be had. */
export async function personOf(
  { teamId, userId, channelId }: SlackUser,
  parts: {
    readonly client: webApi.WebClient;
    readonly administration: Administration;
    readonly languages: Languages;
  },
): Promise<Person> {
  const { client } = parts;
  const [language, { roles, whomToAsk, trouble }] = await Promise.all([
    parts.languages.of({ teamId, userId }, async (user) => {
      const { user: found } = await client.users.info({ user, include_locale: true });
      return found?.locale ?? null;
    }),
    parts.administration.of({ teamId, userId }, async (usergroup) => {
      const { users = [] } = await client.usergroups.users.list({ usergroup });
      return users;
    }),
  ]);
  return {
    teamId,
    userId,
    channelId,
    language,
    // The Home tab is in no channel.
    actor: { kind: 'slack', teamId, userId, channelId: channelId === '' ? null : channelId, roles },
    whomToAsk,
    trouble,
  };
}
