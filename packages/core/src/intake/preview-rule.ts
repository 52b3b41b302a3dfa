import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { EventStore, StoredEvent } from '../events/event-store.ts';
import type { Level } from '../kernel/level.ts';
import type { ListStore } from '../lists/list-store.ts';
import { parseInput } from '../kernel/parse.ts';
import { newRuleSchema, type NewRule } from '../alerts/add-rule.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { changedRule, ruleChangeSchema } from '../alerts/changed-rule.ts';
import { defaultRuleName } from '../alerts/default-rule-name.ts';
import { viewEvent } from '../alerts/event-view.ts';
import { findRule } from '../alerts/find-rule.ts';
import { compileMatchers } from '../alerts/match-rule.ts';
import { requireLists } from '../alerts/require-lists.ts';
import { ruleMark } from '../alerts/rule-mark.ts';
import type { RuleStore } from '../alerts/rule-store.ts';
import { ruleConflict } from '../alerts/save-rule.ts';
import { unknownTypes, type UnknownType } from '../alerts/unknown-types.ts';
import type { RuleChange } from '../alerts/update-rule.ts';
import type { MailTiming } from '../delivery/mail-timing.ts';
import { rehearsePace } from '../delivery/rehearse-pace.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';

/** A rule as it would be saved, and what it would have wanted. */
export interface RulePreview {
  readonly rule: Pick<AlertRule, 'name' | 'matchers' | 'recipients' | 'includeData' | 'pace' | 'recovery'>;
  /** Types in it that Postern does not know. */
  readonly unknownTypes: readonly UnknownType[];
  /** How many events were looked at: the last ones of the level. */
  readonly seen: number;
  /** Those that match, newest first, with when the mail about it would have gone; null: it folds into an earlier copy. */
  readonly matched: readonly (StoredEvent & { readonly timing: MailTiming | null })[];
  /** How many mails each recipient would have had. */
  readonly mails: number;
}

/** So many events are looked at. */
const LAST_EVENTS = 50;

/** Where {@link previewRule} looks. */
export interface PreviewDeps {
  readonly storage: {
    readonly events: Pick<EventStore, 'list'>;
    readonly rules: Pick<RuleStore, 'find'>;
    readonly lists: Pick<ListStore, 'find'>;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
}

/**
 * What a rule would have wanted of the last events of its level, and when, before it is saved.
 * @throws AppError `input-invalid` for what {@link addRule} would refuse; `not-allowed`.
 */
export async function previewRule(deps: PreviewDeps, actor: Actor, input: NewRule): Promise<RulePreview> {
  const { level, name, ...parts } = parseInput(newRuleSchema, input, 'The rule');
  authorize(actor, 'change', level);
  await requireLists(deps.storage.lists, level, parts);
  return preview(deps, level, { name: name ?? defaultRuleName(parts), ...parts });
}

/**
 * As {@link previewRule}, of a rule that there is, with a change that is not saved.
 * @throws AppError `input-invalid` for what {@link updateRule} would refuse; `not-found`; `not-allowed`; `conflict`.
 */
export async function previewRuleChange(
  deps: PreviewDeps,
  actor: Actor,
  input: RuleChange,
): Promise<RulePreview> {
  const change = parseInput(ruleChangeSchema, input, 'The change of the rule');
  const before = await findRule(deps, actor, change.ruleId);
  authorize(actor, 'change', before.level);
  if (change.expectedMark !== undefined && change.expectedMark !== ruleMark(before))
    throw ruleConflict(before.name);
  const { name, matchers, recipients, includeData, pace, recovery } = changedRule(before, change);
  await requireLists(deps.storage.lists, before.level, { recipients });
  return preview(deps, before.level, { name, matchers, recipients, includeData, pace, recovery });
}

async function preview(
  { storage }: PreviewDeps,
  level: Level,
  rule: RulePreview['rule'],
): Promise<RulePreview> {
  const [{ items }, organization] = await Promise.all([
    storage.events.list({ level }, { limit: LAST_EVENTS }),
    level.kind === 'host' ? null : storage.organizations.findById(level.organizationId),
  ]);
  const mismatch = compileMatchers(rule.matchers);
  const matched = items.filter(({ event }) => mismatch(viewEvent(event)) === null);
  const { timings, mails } = rehearsePace(rule.pace, matched.toReversed(), organization?.timeZone ?? 'UTC');
  const newest = timings.toReversed();
  return {
    rule,
    unknownTypes: unknownTypes(rule.matchers.types),
    seen: items.length,
    matched: matched.map((stored, place) => ({ ...stored, timing: newest[place] ?? null })),
    mails,
  };
}
