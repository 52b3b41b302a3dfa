import type { z } from 'zod';
import { doubledIds } from './doubled-ids.ts';
import { slackSays } from './slack-says.ts';
import { viewSchema } from './view-schemas.ts';

/** A view as Slack took it. */
export type TakenView = z.output<typeof viewSchema>;

/** Slack's answer to a view: taken, or its error with what it says about it. */
export type ViewCheck =
  | { readonly ok: true; readonly view: TakenView }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

const MOST_BYTES = 250_000;

/** Checks a view the way `views.*` does. */
export function checkView(view: unknown): ViewCheck {
  if (Buffer.byteLength(JSON.stringify(view ?? null)) > MOST_BYTES) return refused('view_too_large', []);
  const parsed = viewSchema.safeParse(view);
  if (!parsed.success) return refused('invalid_arguments', slackSays(parsed.error, '/view'));
  const { blocks } = parsed.data;
  const doubled = doubledIds(blocks, '/view/blocks');
  if (doubled.length > 0) return refused('invalid_arguments', doubled);
  const focused = blocks.filter((block) => block.type === 'input' && block.element.focus_on_load === true);
  if (focused.length > 1)
    return refused('invalid_arguments', [
      '[ERROR] only one element may have focus_on_load [json-pointer:/view/blocks]',
    ]);
  return { ok: true, view: parsed.data };
}

function refused(error: string, messages: readonly string[]): ViewCheck {
  return { ok: false, error, messages };
}
