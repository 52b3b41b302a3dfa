import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { EventStore, StoredEvent } from '../events/event-store.ts';
import { parseInput } from '../kernel/parse.ts';
import { newRuleSchema, type NewRule } from './add-rule.ts';
import type { ListStore } from '../lists/list-store.ts';
import type { AlertRule } from './alert-rule.ts';
import { defaultRuleName } from './default-rule-name.ts';
import { viewEvent } from './event-view.ts';
import { compileMatchers } from './match-rule.ts';
import { requireLists } from './require-lists.ts';
import { unknownTypes, type UnknownType } from './unknown-types.ts';

/** A rule as it would be saved, and what it would have wanted. */
export interface RulePreview {
  readonly rule: Pick<AlertRule, 'name' | 'matchers' | 'recipients' | 'includeData' | 'pace'>;
  /** Types in it that Postern does not know. */
  readonly unknownTypes: readonly UnknownType[];
  /** How many events were looked at: the last ones of the level. */
  readonly seen: number;
  /** Those that match, newest first. */
  readonly matched: readonly StoredEvent[];
}

/** So many events are looked at. */
const LAST_EVENTS = 50;

/**
 * What a rule would have wanted of the last events of its level, before it is saved.
 * @throws AppError `input-invalid` for what {@link addRule} would refuse; `not-allowed`.
 */
export async function previewRule(
  deps: {
    readonly storage: { readonly events: Pick<EventStore, 'list'>; readonly lists: Pick<ListStore, 'find'> };
  },
  actor: Actor,
  input: NewRule,
): Promise<RulePreview> {
  const { level, name, ...parts } = parseInput(newRuleSchema, input, 'The rule');
  authorize(actor, 'change', level);
  await requireLists(deps.storage.lists, level, parts);
  const { items } = await deps.storage.events.list({ level }, { limit: LAST_EVENTS });
  const mismatch = compileMatchers(parts.matchers);
  return {
    rule: { name: name ?? defaultRuleName(parts), ...parts },
    unknownTypes: unknownTypes(parts.matchers.types),
    seen: items.length,
    matched: items.filter(({ event }) => mismatch(viewEvent(event)) === null),
  };
}
