import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { diffLayers } from './diff-layers.ts';
import { EMPTY_LAYER, type Revision } from './mail-settings.ts';
import { newRevision } from './new-revision.ts';
import { policyProblems } from './policy-problems.ts';
import { settingsConflict } from './settings-conflict.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { settingsRefusal } from './settings-refusal.ts';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

const rollbackSchema = z.strictObject({
  level: levelSchema,
  /** The revision to go back to. */
  number: z.int().min(1),
});

/** Input of {@link rollbackSettings}. */
export type RollbackSettingsInput = z.input<typeof rollbackSchema>;

/** What a rollback came to. */
export type Rollback =
  /** The revision is the active one, and there is no draft to drop. */
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'rolled-back';
      /** The new active revision, with the layer of the old one. */
      readonly active: ShownRevision;
      /** Whether the old one had passed a test. */
      readonly tested: boolean;
    };

/**
 * Makes an earlier revision's layer active again, as a new revision. Its secrets come along: they are sealed for the
 * same server. A draft is dropped; going back to the active revision does only that.
 * @throws AppError `not-allowed`; `not-found`; `refused` when it is the draft or the host's policy forbids it; `conflict`.
 */
export async function rollbackSettings(
  deps: SettingsDeps,
  actor: Actor,
  input: RollbackSettingsInput,
): Promise<Rollback> {
  const { level, number } = parseInput(rollbackSchema, input, 'The rollback');
  authorize(actor, 'change', level);
  const store = deps.storage.settings;
  const [own, target, policy] = await Promise.all([
    store.load(level),
    store.findRevision(level, number),
    store.policy(),
  ]);
  refuseTarget(target, number);
  if (target.state === 'active' && own.draft === null) return { outcome: 'unchanged' };
  const before = own.active?.layer ?? EMPTY_LAYER;
  const problems = policyProblems({ before, after: target.layer, level, policy });
  if (problems.length > 0) throw settingsRefusal([], problems);

  const revision = newRevision(
    {
      level,
      number: own.head + 1,
      state: 'active',
      layer: target.layer,
      test: target.test,
      note: 'rollback',
    },
    actor,
    deps,
  );
  const changes = [
    { field: 'revision', before: own.active?.number ?? null, after: number },
    ...diffLayers(before, target.layer),
  ];
  const entry = newAuditEntry(
    { actor, action: 'settings.rolled-back', level, subject: revision.id, changes },
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
  return {
    outcome: 'rolled-back',
    active: shownRevision(revision),
    tested: target.test?.outcome === 'passed',
  };
}

function refuseTarget(target: Revision | null, number: number): asserts target is Revision {
  if (target === null)
    throw new AppError(
      'not-found',
      `There is no revision ${number} here. See the history for those there are.`,
    );
  if (target.state === 'draft')
    throw new AppError('refused', `Revision ${number} is the draft. Test it, or activate it.`);
}
