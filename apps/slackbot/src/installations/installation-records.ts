import {
  openInstallation,
  renewInstallation,
  saveInstallation,
  Secret,
  type Installation as KeptInstallation,
} from '@postern/core';
import type { Installation, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Services } from '../services.ts';

/** What is sealed of an installation: what the bot needs to act in that workspace, and no token of a person. */
const installedSchema = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }),
  enterprise: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  user: z.object({ id: z.string() }),
  bot: z.object({
    token: z.string(),
    refreshToken: z.string().optional(),
    /** Epoch seconds. */
    expiresAt: z.number().optional(),
    scopes: z.array(z.string()),
    id: z.string(),
    userId: z.string(),
  }),
  appId: z.string().optional(),
  authVersion: z.literal('v2').default('v2'),
});

/**
 * Bolt's installations, kept by core. What is stored with the same `bot` object that was fetched is a renewal of its token;
 * anything else is an installation by a person.
 */
export function createInstallationRecords(
  services: Pick<Services, 'storage' | 'sealer' | 'clock' | 'newId'>,
): InstallationStore {
  const fetched = new WeakMap<object, KeptInstallation>();
  return {
    async storeInstallation(installation) {
      const { team, user, ...rest } = installedSchema.parse(installation);
      const tokens = new Secret(JSON.stringify({ team, user, ...rest }));
      const before = fetched.get(installation.bot ?? {});
      if (before !== undefined) {
        await renewInstallation(services, before, tokens);
        return;
      }
      const roles = { systemAdministrator: false, organizationIds: [] };
      await saveInstallation(
        services,
        { kind: 'slack', teamId: team.id, userId: user.id, channelId: null, roles },
        { teamId: team.id, teamName: team.name ?? team.id, userId: user.id, tokens },
      );
    },

    async fetchInstallation({ teamId = '' }) {
      const opened = await openInstallation(services, teamId);
      if (opened === null) throw new Error(`The app is not installed in the workspace ${teamId}.`);
      const kept = installedSchema.parse(JSON.parse(opened.tokens.expose()));
      fetched.set(kept.bot, opened.installation);
      return asBolt(kept);
    },
  };
}

/** Bolt's type asks for the tokens of a person too, of which there are none. */
function asBolt({ user, bot, enterprise, appId, ...rest }: z.output<typeof installedSchema>) {
  return {
    ...rest,
    enterprise,
    appId,
    user: { id: user.id, token: undefined, scopes: undefined },
    bot,
    isEnterpriseInstall: false,
  } as Installation<'v2', false>;
}
