import type { z } from 'zod';
import { messageBlocks } from './block-schemas.ts';

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
  if (!parsed.success) return refused('invalid_blocks', parsed.error.issues.map(asSlackSays));
  const doubled = doubledIds(parsed.data);
  if (doubled.length > 0) return refused('invalid_blocks', doubled);
  if (parsed.data.filter(({ type }) => type === 'table').length > 1)
    return refused('invalid_blocks', ['[ERROR] only_one_table_allowed [json-pointer:/blocks]']);
  return { ok: true, message: { text, blocks: parsed.data } };
}

function refused(error: string, messages: readonly string[]): MessageCheck {
  return { ok: false, error, messages };
}

function asSlackSays(issue: z.core.$ZodIssue): string {
  const pointer = ['/blocks', ...issue.path.map(String)].join('/');
  return `[ERROR] ${reason(issue)} [json-pointer:${pointer}]`;
}

function reason(issue: z.core.$ZodIssue): string {
  const unit = 'origin' in issue && issue.origin === 'array' ? 'items' : 'characters';
  if (issue.code === 'too_big') return `must be less than ${Number(issue.maximum) + 1} ${unit}`;
  if (issue.code === 'too_small') return `must be more than ${Number(issue.minimum) - 1} ${unit}`;
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`;
  return issue.code === 'invalid_union' ? 'unsupported type' : issue.message;
}

function doubledIds(blocks: TakenMessage['blocks']): readonly string[] {
  const blockIds = blocks.map((block, at) => ({ id: block.block_id, pointer: `/blocks/${at}/block_id` }));
  const actionIds = blocks.flatMap((block, at) =>
    block.type === 'actions'
      ? [
          block.elements.map((element, index) => ({
            id: element.action_id,
            pointer: `/blocks/${at}/elements/${index}/action_id`,
          })),
        ]
      : [],
  );
  return [
    ...doubles(blockIds).map(
      ({ id, pointer }) => `[ERROR] \`block_id\` "${String(id)}" already exists [json-pointer:${pointer}]`,
    ),
    ...actionIds
      .flatMap(doubles)
      .map(
        ({ id, pointer }) => `[ERROR] \`action_id\` "${String(id)}" already exists [json-pointer:${pointer}]`,
      ),
  ];
}

interface PlacedId {
  readonly id: string | undefined;
  readonly pointer: string;
}

function doubles(ids: readonly PlacedId[]): readonly PlacedId[] {
  return ids.filter(
    ({ id }, at) => id !== undefined && ids.slice(0, at).some((earlier) => earlier.id === id),
  );
}
