import { z } from 'zod';

const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({ error: z.string() }),
});

/** Slack's own word for a refused call, such as `channel_not_found`; null for a failure of another kind. */
export function slackErrorOf(error: unknown): string | null {
  return platformError.safeParse(error).data?.data.error ?? null;
}

/** The bot cannot write in the channel, whatever it writes: it is not a member, or the channel is gone. */
const CHANNEL_CLOSED = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
];

/** Whether Slack refused because the bot has no place in that channel. */
export function isChannelClosed(error: unknown): boolean {
  return CHANNEL_CLOSED.includes(slackErrorOf(error) ?? '');
}

/** Whether Slack refused because the person has closed the view. */
export function isViewClosed(error: unknown): boolean {
  return slackErrorOf(error) === 'not_found';
}
