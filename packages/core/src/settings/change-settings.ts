import { z } from 'zod';
import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST, type Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import type { Sealer } from '../kernel/sealer.ts';
import { diffLayers } from './diff-layers.ts';
import type { UnusableReason } from './effective-settings.ts';
import type { LayerEdit } from './layer-edit.ts';
import { loadSettings, withRevision, type LoadedSettings } from './load-settings.ts';
import { EMPTY_LAYER, type Layer, type Revision } from './mail-settings.ts';
import { newRevision } from './new-revision.ts';
import { parseEdit } from './parse-edit.ts';
import type { ChangePlan } from './plan-change.ts';
import { planForLevel } from './plan-for-level.ts';
import { resolveSettings } from './resolve-settings.ts';
import { sealLayer } from './seal-layer.ts';
import { settingsConflict } from './settings-conflict.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { settingsRefusal } from './settings-refusal.ts';
import { settingsWarnings, type SettingsWarning } from './settings-warnings.ts';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

const changeSchema = z
  .strictObject({
    level: levelSchema,
    /** By any spelling of the field's name; as typed text or typed values; secrets as `Secret` or `{ reference }`. */
    set: z.record(z.string(), z.unknown()).default({}),
    unset: z.array(z.string()).default([]),
    /** The head that the person saw; absent: whatever it is now. */
    expectedHead: z.int().min(0).optional(),
    /** The values come from another product's file: the history says so. */
    imported: z.boolean().default(false),
  })
  .refine(({ set, unset }) => Object.keys(set).length + unset.length > 0, {
    error: 'Give at least one field to set or to unset, such as smtp-host=smtp.example.com.',
  });

/** Input of {@link changeSettings}. */
export type ChangeSettingsInput = z.input<typeof changeSchema>;

/** What a change came to. */
export type SettingsChange =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'saved';
      /** The revision that this change made active; null when the active one stays. */
      readonly active: ShownRevision | null;
      /** Why it is active untested: sender fields apply at once; a connection does when nothing else could send anyway. */
      readonly activated: 'sender-fields' | 'nothing-else-could-send' | null;
      /** The draft that there is now; null when there is none. */
      readonly draft: ShownRevision | null;
      /** Whether this change is in the draft, and so waits for a passed test. */
      readonly drafted: boolean;
      /** Advice on the settings as they are now, the draft included. */
      readonly warnings: readonly SettingsWarning[];
      /** What is still missing for sending with them. */
      readonly gaps: readonly UnusableReason[];
    };

/**
 * Sets and unsets fields of one level, all or nothing. Sender fields apply at once; connection fields make a draft that
 * waits for its test, unless no usable connection applies at the level anyway.
 * @throws AppError `not-allowed`; `input-invalid` or `refused` with every fault at once; `conflict`.
 */
export async function changeSettings(
  deps: SettingsDeps & { readonly sealer: Sealer },
  actor: Actor,
  input: ChangeSettingsInput,
): Promise<SettingsChange> {
  const { level, expectedHead, imported, ...raw } = parseInput(changeSchema, input, 'The change of settings');
  authorize(actor, 'change', level);
  const { edit, issues } = parseEdit(raw);
  authorizeReferences(actor, edit);
  const store = deps.storage.settings;
  const loaded = await loadSettings(store, level);
  if (expectedHead !== undefined && expectedHead !== loaded.own.head)
    throw await settingsConflict(store, level);
  const plan = planForLevel(edit, level, loaded);
  if (issues.length > 0 || !plan.ok) throw settingsRefusal(issues, plan.ok ? [] : plan.problems);
  const sets = Object.keys({ ...edit.values, ...edit.secrets }).length > 0;
  const note = imported ? 'import' : sets ? 'set' : 'unset';
  const made = makeRevisions(plan, { deps, actor, level, loaded, note });
  if (made.active === null && made.draft === null) return { outcome: 'unchanged' };

  const saved = await store.save({
    level,
    expectedHead: loaded.own.head,
    expectedActive: loaded.own.active?.id ?? null,
    revisions: [made.active, made.draft].filter((revision) => revision !== null),
    dropDraft: plan.activated === 'nothing-else-could-send',
    releaseHeld: made.active !== null,
    audit: auditOf(plan, made, { deps, actor, level, loaded }),
    now: deps.clock.now(),
  });
  if (saved === 'conflict') throw await settingsConflict(store, level);
  return savedChange(plan, made, loaded);
}

/** References reach into this machine's environment and files: they are for those who administer it. */
function authorizeReferences(actor: Actor, { secrets }: LayerEdit): void {
  const referring = Object.values(secrets).some((secret) => secret.kind === 'reference');
  if (!referring || mayDo(actor, 'administer-system', HOST)) return;
  throw new AppError(
    'not-allowed',
    'References to the machine’s environment and files are for system administrators. Enter the secret itself, or ask one of them.',
  );
}

interface Making {
  readonly deps: SettingsDeps & { readonly sealer: Sealer };
  readonly actor: Actor;
  readonly level: Level;
  readonly loaded: LoadedSettings;
}

interface Made {
  readonly active: Revision | null;
  readonly draft: Revision | null;
}

type SoundPlan = Extract<ChangePlan, { ok: true }>;

function makeRevisions(
  plan: SoundPlan,
  { deps, actor, level, loaded: { own }, note }: Making & { readonly note: Revision['note'] },
): Made {
  const active =
    plan.active === null
      ? null
      : newRevision(
          {
            level,
            number: own.head + 1,
            state: 'active',
            layer: sealLayer(plan.active, level, deps.sealer),
            // A test is about the connection, which sender fields do not touch.
            test: plan.activated === 'sender-fields' ? (own.active?.test ?? null) : null,
            note,
          },
          actor,
          deps,
        );
  if (plan.draft === null) return { active, draft: null };
  const { layer, edited } = plan.draft;
  const draft = newRevision(
    {
      level,
      number: own.head + (active === null ? 1 : 2),
      state: 'draft',
      layer: sealLayer(layer, level, deps.sealer),
      test: edited ? null : (own.draft?.test ?? null),
      note: edited ? note : (own.draft?.note ?? note),
    },
    actor,
    deps,
  );
  return { active, draft };
}

function auditOf(plan: SoundPlan, made: Made, { deps, actor, level, loaded: { own } }: Making): AuditEntry[] {
  const entry = (
    action: 'settings.activated' | 'settings.drafted',
    before: Layer,
    after: Revision,
  ): AuditEntry =>
    newAuditEntry(
      { actor, action, level, subject: after.id, changes: diffLayers(before, after.layer) },
      deps,
    );
  const before = own.active?.layer ?? EMPTY_LAYER;
  const draftBase = own.draft?.layer ?? made.active?.layer ?? before;
  return [
    ...(made.active === null ? [] : [entry('settings.activated', before, made.active)]),
    ...(made.draft === null || plan.draft?.edited !== true
      ? []
      : [entry('settings.drafted', draftBase, made.draft)]),
  ];
}

function savedChange(plan: SoundPlan, made: Made, { own, active }: LoadedSettings): SettingsChange {
  const draft = made.draft ?? (plan.activated === 'nothing-else-could-send' ? null : own.draft);
  const effective = resolveSettings(withRevision(active, draft ?? made.active));
  return {
    outcome: 'saved',
    active: made.active === null ? null : shownRevision(made.active),
    activated: plan.activated,
    draft: draft === null ? null : shownRevision(draft),
    drafted: plan.draft?.edited === true,
    warnings: settingsWarnings(effective),
    gaps: effective.usable.ok ? [] : effective.usable.reasons,
  };
}
