import { Secret } from '@postern/core';
import { z } from 'zod';
import type { LineSource } from './answer-place.ts';
import { COMMANDS } from './commands/registry.ts';
import type { SlashCommand } from './commands/subcommand.ts';
import { originOf } from './modals/modal-origin.ts';
import type { SlackUser } from './person-of.ts';
import { parseJson } from './words/parse-json.ts';

const lineSchema = z.strictObject({ command: z.string(), typed: z.string().max(2_000) });

/** A press of a button as Slack tells it; `team` is null where the app is installed for a whole Enterprise organization. */
const pressSchema = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ channel_id: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
  response_url: z.string().optional(),
  view: z
    .object({ id: z.string(), type: z.enum(['modal', 'home']), private_metadata: z.string() })
    .optional(),
});

/** A press of a button that stands for a line. */
export interface Press {
  readonly user: SlackUser;
  readonly command: SlashCommand;
  readonly typed: string;
  /** The answer takes the message's place: not of one that others in a channel see too. */
  readonly replaces: boolean;
  /** The modal or the Home tab that it was in; null: a message. */
  readonly view: Exclude<LineSource, { readonly kind: 'message' }> | null;
  /** Of a message that this person alone sees; null otherwise. */
  readonly responseUrl: Secret | null;
}

/** Who pressed a button, and the line that it stands for: `help` for a button of an older version. Null for no press at all. */
export function readPress(body: unknown, value: string | undefined): Press | null {
  const press = pressSchema.safeParse(body);
  const line = lineSchema.safeParse(parseJson(value ?? ''));
  if (!press.success) return null;
  const { user, team, channel, container, response_url: url } = press.data;
  const view = viewOf(press.data.view);
  const teamId = team?.id ?? user.team_id ?? '';
  const opened = view?.kind === 'modal' ? view.origin.channel : '';
  const channelId = channel?.id ?? container?.channel_id ?? opened;
  const replaces = container?.is_ephemeral !== false || channelId.startsWith('D');
  const named = COMMANDS.find(({ name }) => name === line.data?.command);
  const command = named ?? COMMANDS[0];
  if (command === undefined) return null;
  const typed = named === undefined ? 'help' : (line.data?.typed ?? 'help');
  // Through that of a message that others see too, a later answer would take its place.
  const responseUrl = url === undefined || !replaces ? null : new Secret(url);
  return { user: { teamId, userId: user.id, channelId }, command, typed, view, replaces, responseUrl };
}

function viewOf(view: z.output<typeof pressSchema>['view']): Press['view'] {
  if (view === undefined) return null;
  return view.type === 'home'
    ? { kind: 'home', page: view.private_metadata }
    : { kind: 'modal', viewId: view.id, origin: originOf(view.private_metadata) };
}
