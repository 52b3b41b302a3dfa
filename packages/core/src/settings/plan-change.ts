import { changedKeys } from './changed-keys.ts';
import { applyEdit, editLayer, type EditContext } from './edit-layer.ts';
import type { EditProblem } from './edit-problem.ts';
import { isConnectionKey, isSenderKey } from './fields.ts';
import type { EditedLayer, LayerEdit } from './layer-edit.ts';
import type { FieldKey, Layer } from './mail-settings.ts';
import { policyProblems } from './policy-problems.ts';

/** What a change starts from. */
export interface ChangeBase extends EditContext {
  /** The level's own active layer. */
  readonly active: Layer;
  /** The level's draft; null when there is none. */
  readonly draft: Layer | null;
  /** Whether a connection applies now that can be used: then a new one has to prove itself first. */
  readonly connectionWorks: boolean;
}

/** Which layers a change makes. */
export type ChangePlan =
  | { readonly ok: false; readonly problems: readonly EditProblem[] }
  | {
      readonly ok: true;
      /** The layer that becomes active at once; null when the active one stays. */
      readonly active: EditedLayer | null;
      /** Why it becomes active untested. */
      readonly activated: 'sender-fields' | 'nothing-else-could-send' | null;
      /** The new draft; null when none is made. `edited`: made by this change, and not only carried over to the new sender. */
      readonly draft: { readonly layer: EditedLayer; readonly edited: boolean } | null;
    };

/**
 * Sender fields apply at once, a changed connection waits as a draft on top of them. A draft that there is takes part:
 * connection fields change it further, sender fields are carried over into it.
 */
export function planChange(edit: LayerEdit, base: ChangeBase): ChangePlan {
  const start = base.draft ?? base.active;
  const sender = onlyKeys(edit, isSenderKey);
  const withSender = applyEdit(start, sender);
  const connectionChanges = changedKeys(withSender, applyEdit(start, edit)).length > 0;
  const senderChanges = changedKeys(base.active, applyEdit(base.active, sender)).length > 0;

  if (connectionChanges && !base.connectionWorks) {
    const whole = editLayer(start, edit, base);
    if (!whole.ok) return whole;
    // The draft may be older than a lock or a floor.
    const problems = policyProblems({ before: base.active, after: whole.layer, ...base });
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, active: whole.layer, activated: 'nothing-else-could-send', draft: null };
  }
  const active = senderChanges ? editLayer(base.active, sender, base) : null;
  const draft = connectionChanges ? editLayer(withSender, onlyKeys(edit, isConnectionKey), base) : null;
  const problems = [active, draft].flatMap((outcome) => (outcome?.ok === false ? outcome.problems : []));
  if (problems.length > 0) return { ok: false, problems };
  const carriedOver = senderChanges && base.draft !== null ? { layer: withSender, edited: false } : null;
  return {
    ok: true,
    active: active?.ok === true ? active.layer : null,
    activated: senderChanges ? 'sender-fields' : null,
    draft: draft?.ok === true ? { layer: draft.layer, edited: true } : carriedOver,
  };
}

function onlyKeys({ values, secrets, unset }: LayerEdit, wanted: (key: FieldKey) => boolean): LayerEdit {
  const only = <T extends object>(entries: T): T =>
    Object.fromEntries(Object.entries(entries).filter(([key]) => wanted(key as FieldKey))) as T;
  return { values: only(values), secrets: only(secrets), unset: unset.filter(wanted) };
}
