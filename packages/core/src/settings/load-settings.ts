import { HOST, type Level } from '../kernel/level.ts';
import type { ActiveLayer, ResolveInput } from './effective-settings.ts';
import type { Revision } from './mail-settings.ts';
import type { LevelSettings, SettingsStore } from './settings-store.ts';

/** What applies at a level, as stored. */
export interface LoadedSettings {
  /** The level's own revisions. */
  readonly own: LevelSettings;
  /** Resolution's input with the active revisions. */
  readonly active: ResolveInput;
}

/** Loads a level's own revisions, the host's active one, and the policy. */
export async function loadSettings(store: SettingsStore, level: Level): Promise<LoadedSettings> {
  const [own, host, policy] = await Promise.all([
    store.load(level),
    level.kind === 'host' ? null : store.load(HOST),
    store.policy(),
  ]);
  const layer = activeLayer(own.active);
  if (host === null) return { own, active: { level, host: layer, organization: null, policy } };
  return { own, active: { level, host: activeLayer(host.active), organization: layer, policy } };
}

/** Resolution's input with this revision in the place of the level's own active one. */
export function withRevision(input: ResolveInput, revision: Revision | null): ResolveInput {
  const layer = activeLayer(revision);
  return input.level.kind === 'host' ? { ...input, host: layer } : { ...input, organization: layer };
}

function activeLayer(revision: Revision | null): ActiveLayer | null {
  if (revision === null) return null;
  return { revisionId: revision.id, revisionNumber: revision.number, layer: revision.layer };
}
