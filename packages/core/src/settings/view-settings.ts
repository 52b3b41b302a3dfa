import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import type { Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import type { EffectiveField, ResolveInput, UnusableReason } from './effective-settings.ts';
import { loadSettings, withRevision } from './load-settings.ts';
import type { HostPolicy, Origin, Revision } from './mail-settings.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { SettingsStore } from './settings-store.ts';
import { settingsWarnings, type SettingsWarning } from './settings-warnings.ts';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

const viewSchema = z.strictObject({ level: levelSchema });

/** Input of {@link viewSettings}. */
export type ViewSettingsInput = z.input<typeof viewSchema>;

/** Effective settings as people may see them: no secret, no sealed one either. */
export interface ShownSettings {
  readonly fields: readonly EffectiveField[];
  readonly connectionOrigin: Origin;
  /** Why mail cannot be sent; empty when it can. */
  readonly gaps: readonly UnusableReason[];
  readonly warnings: readonly SettingsWarning[];
}

/** Everything that a person wants to see of one level's settings. */
export interface SettingsView {
  readonly level: Level;
  /** What mail goes out with now. */
  readonly effective: ShownSettings;
  /** The level's own active revision; null when it never had one. */
  readonly active: ShownRevision | null;
  /** The draft, and what would apply with it; null when there is none. */
  readonly draft: { readonly revision: ShownRevision; readonly effective: ShownSettings } | null;
  /** The highest revision number; 0 when there is none. Pass it on as `expectedHead` to change what was seen. */
  readonly head: number;
  /** What the host imposes on organizations. */
  readonly policy: HostPolicy;
}

/**
 * Shows the settings of one level.
 * @throws AppError `not-allowed`.
 */
export async function viewSettings(
  deps: { readonly storage: { readonly settings: SettingsStore } },
  actor: Actor,
  input: ViewSettingsInput,
): Promise<SettingsView> {
  const { level } = parseInput(viewSchema, input, 'The request for the settings');
  authorize(actor, 'read', level);
  const { own, active } = await loadSettings(deps.storage.settings, level);
  return {
    level,
    effective: shownSettings(active),
    active: own.active === null ? null : shownRevision(own.active),
    draft: own.draft === null ? null : shownDraft(own.draft, active),
    head: own.head,
    policy: active.policy,
  };
}

function shownDraft(draft: Revision, active: ResolveInput): SettingsView['draft'] {
  return { revision: shownRevision(draft), effective: shownSettings(withRevision(active, draft)) };
}

function shownSettings(input: ResolveInput): ShownSettings {
  const effective = resolveSettings(input);
  return {
    fields: effective.fields,
    connectionOrigin: effective.connectionOrigin,
    gaps: effective.usable.ok ? [] : effective.usable.reasons,
    warnings: settingsWarnings(effective),
  };
}
