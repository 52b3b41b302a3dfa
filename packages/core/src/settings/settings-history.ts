import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import type { Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import type { SettingsStore } from './settings-store.ts';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

const historySchema = z.strictObject({
  level: levelSchema,
  limit: z.int().min(1).max(500).default(20),
  /** `next` of the page before. */
  cursor: z.string().optional(),
});

/** Input of {@link settingsHistory}. */
export type SettingsHistoryInput = z.input<typeof historySchema>;

/**
 * The revisions of one level, newest first.
 * @throws AppError `not-allowed`.
 */
export async function settingsHistory(
  deps: { readonly storage: { readonly settings: SettingsStore } },
  actor: Actor,
  input: SettingsHistoryInput,
): Promise<Page<ShownRevision>> {
  const { level, limit, cursor } = parseInput(historySchema, input, 'The request for the history');
  authorize(actor, 'read', level);
  const page = cursor === undefined ? { limit } : { limit, cursor };
  const { items, next } = await deps.storage.settings.history(level, page);
  return { items: items.map(shownRevision), next };
}
