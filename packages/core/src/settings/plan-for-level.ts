import type { Level } from '../kernel/level.ts';
import { connectionWorks } from './connection-works.ts';
import type { LayerEdit } from './layer-edit.ts';
import type { LoadedSettings } from './load-settings.ts';
import { EMPTY_LAYER } from './mail-settings.ts';
import { planChange, type ChangePlan } from './plan-change.ts';
import { resolveSettings } from './resolve-settings.ts';

/** What an edit would make of the settings that a level has. */
export function planForLevel(edit: LayerEdit, level: Level, { own, active }: LoadedSettings): ChangePlan {
  return planChange(edit, {
    level,
    policy: active.policy,
    active: own.active?.layer ?? EMPTY_LAYER,
    draft: own.draft?.layer ?? null,
    connectionWorks: connectionWorks(resolveSettings(active)),
  });
}
