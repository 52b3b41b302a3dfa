import { z } from 'zod';
import { COMMANDS } from './commands/registry.ts';
import type { SlashCommand } from './commands/subcommand.ts';
import type { SlackUser } from './person-of.ts';

const lineSchema = z.strictObject({ command: z.string(), typed: z.string().max(2_000) });

/** A press of a button as Slack tells it; `team` is null where the app is installed for a whole Enterprise organization. */
const pressSchema = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ channel_id: z.string().optional() }).optional(),
});

/** Who pressed a button, and the line that it stands for: `help` for a button of an older version. Null for no press at all. */
export function readPress(
  body: unknown,
  value: string | undefined,
): { readonly user: SlackUser; readonly command: SlashCommand; readonly typed: string } | null {
  const press = pressSchema.safeParse(body);
  const line = lineSchema.safeParse(parseJson(value ?? ''));
  if (!press.success) return null;
  const { user, team, channel, container } = press.data;
  const teamId = team?.id ?? user.team_id ?? '';
  const channelId = channel?.id ?? container?.channel_id ?? '';
  const named = COMMANDS.find(({ name }) => name === line.data?.command);
  const command = named ?? COMMANDS[0];
  if (command === undefined) return null;
  const typed = named === undefined ? 'help' : (line.data?.typed ?? 'help');
  return { user: { teamId, userId: user.id, channelId }, command, typed };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
