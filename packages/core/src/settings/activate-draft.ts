import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { diffLayers } from './diff-layers.ts';
import { EMPTY_LAYER } from './mail-settings.ts';
import { policyProblems } from './policy-problems.ts';
import { settingsConflict } from './settings-conflict.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { settingsRefusal } from './settings-refusal.ts';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

const activateSchema = z.strictObject({
  level: levelSchema,
  /** The draft that was seen or tested; absent: the one there is. */
  number: z.int().min(1).optional(),
  /** Without a passed test. The audit log says so. */
  anyway: z.boolean().default(false),
});

/** Input of {@link activateDraft}. */
export type ActivateDraftInput = z.input<typeof activateSchema>;

/**
 * Makes the draft active, if its test passed or the administrator says "anyway".
 * @returns the revision that is active now.
 * @throws AppError `not-allowed`; `refused` when there is no draft, its test has not passed, or the host's policy
 * forbids it by now; `conflict` when the draft is another one.
 */
export async function activateDraft(
  deps: SettingsDeps,
  actor: Actor,
  input: ActivateDraftInput,
): Promise<ShownRevision> {
  const { level, number, anyway } = parseInput(activateSchema, input, 'The activation');
  authorize(actor, 'change', level);
  const store = deps.storage.settings;
  const [{ active, draft }, policy] = await Promise.all([store.load(level), store.policy()]);
  if (draft === null)
    throw new AppError('refused', 'There is no draft to activate: change the connection first.');
  if (number !== undefined && number !== draft.number) throw await settingsConflict(store, level);
  const tested = draft.test?.outcome === 'passed';
  if (!tested && !anyway) throw new AppError('refused', untested(draft.test !== null));
  const before = active?.layer ?? EMPTY_LAYER;
  const problems = policyProblems({ before, after: draft.layer, level, policy });
  if (problems.length > 0) throw settingsRefusal([], problems);

  const entry = newAuditEntry(
    {
      actor,
      action: tested ? 'settings.activated' : 'settings.activated-anyway',
      level,
      subject: draft.id,
      changes: diffLayers(before, draft.layer),
    },
    deps,
  );
  const now = deps.clock.now();
  const outcome = await store.activate({ level, revisionId: draft.id, audit: [entry], now });
  if (outcome === 'conflict') throw await settingsConflict(store, level);
  return shownRevision({ ...draft, state: 'active' });
}

function untested(failed: boolean): string {
  const why = failed ? 'The test of the draft failed.' : 'The draft has not been tested.';
  return `${why} It becomes active by itself when a test passes; to use it untested, activate it anyway.`;
}
