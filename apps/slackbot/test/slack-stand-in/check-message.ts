import type { z } from 'zod';
import { messageBlocks } from './block-schemas.ts';
import { doubledIds } from './doubled-ids.ts';
import { slackSays } from './slack-says.ts';

/** A message as Slack took it. */
export interface TakenMessage {
  readonly text: string;
  readonly blocks: z.output<typeof messageBlocks>;
}

/** Slack's answer to a message: taken, or its error with what it says about it. */
export type MessageCheck =
  | { readonly ok: true; readonly message: TakenMessage }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

/** Checks a message the way `chat.*` does, and is stricter in one thing: a message without text says nothing to a screen reader. */
export function checkMessage({ text, blocks }: { text?: unknown; blocks?: unknown }): MessageCheck {
  if (typeof text !== 'string' || text.trim() === '') return refused('no_text', []);
  if (text.length > 4_000) return refused('msg_too_long', []);
  if (blocks === undefined) return { ok: true, message: { text, blocks: [] } };
  const parsed = messageBlocks.safeParse(blocks);
  if (!parsed.success) return refused('invalid_blocks', slackSays(parsed.error, '/blocks'));
  const doubled = doubledIds(parsed.data, '/blocks');
  if (doubled.length > 0) return refused('invalid_blocks', doubled);
  if (parsed.data.filter(({ type }) => type === 'table').length > 1)
    return refused('invalid_blocks', ['[ERROR] only_one_table_allowed [json-pointer:/blocks]']);
  return { ok: true, message: { text, blocks: parsed.data } };
}

function refused(error: string, messages: readonly string[]): MessageCheck {
  return { ok: false, error, messages };
}
