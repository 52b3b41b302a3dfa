import { HOST, type Level } from '../kernel/level.ts';
import type { ActiveLayer, EffectiveSettings, ResolveInput } from './effective-settings.ts';
import type { Revision } from './mail-settings.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { LevelSettings, SettingsStore } from './settings-store.ts';

/** What resolution needs, as stored now. */
export interface LoadedSettings {
  /** The level's own revisions. */
  readonly own: LevelSettings;
  /** Resolution's input with the active revisions. */
  readonly active: ResolveInput;
}

/** Loads what applies at a level: its own revisions, the host's active one and the policy. */
export async function loadSettings(store: SettingsStore, level: Level): Promise<LoadedSettings> {
  const [own, host, policy] = await Promise.all([
    store.load(level),
    level.kind === 'host' ? null : store.load(HOST),
    store.policy(),
  ]);
  const ownActive = activeLayer(own.active);
  const input =
    host === null
      ? { host: ownActive, organization: null }
      : { host: activeLayer(host.active), organization: ownActive };
  return { own, active: { level, policy, ...input } };
}

/** Resolution's input with another layer in the place of the level's own. */
export function withOwnLayer(input: ResolveInput, own: ActiveLayer | null): ResolveInput {
  return input.level.kind === 'host' ? { ...input, host: own } : { ...input, organization: own };
}

/** A revision as resolution takes it; null stays null. */
export function activeLayer(revision: Revision | null): ActiveLayer | null {
  if (revision === null) return null;
  return { revisionId: revision.id, revisionNumber: revision.number, layer: revision.layer };
}

/** The settings that apply at a level, or would with its draft; null when there is no draft. */
export async function loadEffectiveSettings(
  store: SettingsStore,
  level: Level,
  which: 'active' | 'draft',
): Promise<EffectiveSettings | null> {
  const { own, active } = await loadSettings(store, level);
  if (which === 'active') return resolveSettings(active);
  return own.draft === null ? null : resolveSettings(withOwnLayer(active, activeLayer(own.draft)));
}
