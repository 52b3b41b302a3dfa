import type { webApi } from '@slack/bolt';
import type { SlackbotConfig } from './config.ts';
import type { Languages } from './people/languages.ts';
import type { Person } from './people/person.ts';
import { rolesOf, whomToAsk } from './people/roles-of.ts';

/** Whoever did something in Slack, as Slack names them. */
export interface SlackUser {
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
}

/** Who that is for Postern: their language and what they may do. Never fails for a language that cannot be had. */
export async function personOf(
  { teamId, userId, channelId }: SlackUser,
  parts: {
    readonly client: webApi.WebClient;
    readonly config: SlackbotConfig;
    readonly languages: Languages;
  },
): Promise<Person> {
  const administrators = parts.config.systemAdministrators;
  const roles = rolesOf(administrators, { teamId, userId });
  return {
    teamId,
    userId,
    channelId,
    language: await parts.languages.of({ teamId, userId }, async (user) => {
      const { user: found } = await parts.client.users.info({ user, include_locale: true });
      return found?.locale ?? null;
    }),
    actor: { kind: 'slack', teamId, userId, channelId, roles },
    whomToAsk: whomToAsk(administrators, teamId),
  };
}
