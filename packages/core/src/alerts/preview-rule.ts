import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { EventStore, StoredEvent } from '../events/event-store.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { viewEvent } from './event-view.ts';
import { compileMatchers } from './match-rule.ts';
import { matchersSchema } from './matcher-schema.ts';

const previewSchema = z.strictObject({ level: levelSchema, matchers: matchersSchema });

/** Input of {@link previewRule}. */
export type RuleToPreview = z.input<typeof previewSchema>;

/** What matchers would have wanted. */
export interface RulePreview {
  /** How many events were looked at: the last ones of the level. */
  readonly seen: number;
  /** Those that match, newest first. */
  readonly matched: readonly StoredEvent[];
}

/** So many events are looked at. */
const LAST_EVENTS = 50;

/**
 * What a rule would have wanted of the last events of its level, before it is saved.
 * @throws AppError `input-invalid`; `not-allowed`.
 */
export async function previewRule(
  deps: { readonly storage: { readonly events: Pick<EventStore, 'list'> } },
  actor: Actor,
  input: RuleToPreview,
): Promise<RulePreview> {
  const { level, matchers } = parseInput(previewSchema, input, 'The rule');
  authorize(actor, 'read', level);
  const { items } = await deps.storage.events.list({ level }, { limit: LAST_EVENTS });
  const mismatch = compileMatchers(matchers);
  return { seen: items.length, matched: items.filter(({ event }) => mismatch(viewEvent(event)) === null) };
}
