import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { changedKeys } from './changed-keys.ts';
import { diffLayers } from './diff-layers.ts';
import { FIELD_KEYS, isSenderKey } from './fields.ts';
import { EMPTY_LAYER, type Layer } from './mail-settings.ts';
import { newRevision } from './new-revision.ts';
import { pickDefined } from './pick-defined.ts';
import { policyProblems } from './policy-problems.ts';
import { settingsConflict } from './settings-conflict.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { settingsRefusal } from './settings-refusal.ts';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

const resetSchema = z.strictObject({
  level: levelSchema,
  /** `connection` keeps what the level has set of the sender. */
  what: z.enum(['everything', 'connection']).default('everything'),
  /** The host level has nothing above it to fall back on: say that it is meant. */
  confirmed: z.boolean().default(false),
});

/** Input of {@link resetSettings}. */
export type ResetSettingsInput = z.input<typeof resetSchema>;

/** What a reset came to. */
export type Reset =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'reset';
      readonly active: ShownRevision;
      /** The revision that a rollback restores; null when only a draft was dropped. */
      readonly former: number | null;
    };

/**
 * Takes away what a level has set, at once: an organization is back on the host's values. What was set stays in the
 * history and can be restored by a rollback. A draft is dropped.
 * @throws AppError `not-allowed`; `refused` at the host level unless confirmed, or when the sender that is kept may not
 * use the host's relay; `conflict`.
 */
export async function resetSettings(
  deps: SettingsDeps,
  actor: Actor,
  input: ResetSettingsInput,
): Promise<Reset> {
  const { level, what, confirmed } = parseInput(resetSchema, input, 'The reset');
  authorize(actor, 'change', level);
  if (level.kind === 'host' && !confirmed)
    throw new AppError(
      'refused',
      'This takes the host’s settings away, and those of every organization that inherits them: their mail will wait. Confirm it if that is meant.',
    );
  const store = deps.storage.settings;
  const [own, policy] = await Promise.all([store.load(level), store.policy()]);
  const before = own.active?.layer ?? EMPTY_LAYER;
  const after = what === 'everything' ? EMPTY_LAYER : senderOnly(before);
  const changed = changedKeys(before, after).length > 0;
  if (!changed && own.draft === null) return { outcome: 'unchanged' };
  const problems = policyProblems({ before, after, level, policy });
  if (problems.length > 0) throw settingsRefusal([], problems);

  const revision = newRevision(
    { level, number: own.head + 1, state: 'active', layer: after, test: null, note: 'reset' },
    actor,
    deps,
  );
  const entry = newAuditEntry(
    { actor, action: 'settings.reset', level, subject: revision.id, changes: diffLayers(before, after) },
    deps,
  );
  const saved = await store.save({
    level,
    expectedHead: own.head,
    expectedActive: own.active?.id ?? null,
    revisions: [revision],
    dropDraft: true,
    releaseHeld: true,
    audit: [entry],
    now: deps.clock.now(),
  });
  if (saved === 'conflict') throw await settingsConflict(store, level);
  const former = changed ? (own.active?.number ?? null) : null;
  return { outcome: 'reset', active: shownRevision(revision), former };
}

function senderOnly({ values }: Layer): Layer {
  return { values: pickDefined(values, FIELD_KEYS.filter(isSenderKey)), secrets: {} };
}
