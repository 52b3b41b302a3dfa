import type { Level } from '../kernel/level.ts';
import type { EffectiveSettings } from './effective-settings.ts';
import { loadSettings, withRevision } from './load-settings.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { SettingsStore } from './settings-store.ts';

/** The settings that apply at a level, or would with its draft; null when the draft is asked for and there is none. */
export async function loadEffectiveSettings(
  store: SettingsStore,
  level: Level,
  which: 'active' | 'draft',
): Promise<EffectiveSettings | null> {
  const { own, active } = await loadSettings(store, level);
  if (which === 'active') return resolveSettings(active);
  return own.draft === null ? null : resolveSettings(withRevision(active, own.draft));
}
