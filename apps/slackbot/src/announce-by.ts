import type { webApi } from '@slack/bolt';
import type { Invocation } from './commands/subcommand.ts';
import { isChannelClosed } from './slack-error.ts';

/** Announces with that client: see `Invocation`. */
export function announceBy(client: webApi.WebClient): Invocation['announce'] {
  return async (channel, { text, blocks }) => {
    try {
      await client.chat.postMessage({ channel, text, blocks: [...blocks] });
      return 'posted';
    } catch (error) {
      if (isChannelClosed(error)) return 'not-there';
      throw error;
    }
  };
}
