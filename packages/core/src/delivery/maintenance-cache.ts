import type { MaintenanceMode, MaintenanceStore } from './maintenance.ts';

/** Asks for the maintenance mode as often as one likes. */
export interface MaintenanceCache {
  /** @throws AppError `storage-unavailable`. */
  mode(): Promise<MaintenanceMode>;
}

/**
 * Keeps the mode for as long as the configuration's version stays: whoever sets the mode raises it. Under load the storage is
 * a line to wait in, and the version is known without waiting.
 */
export function createMaintenanceCache(storage: {
  readonly maintenance: Pick<MaintenanceStore, 'mode'>;
  configurationVersion(): Promise<number>;
}): MaintenanceCache {
  let kept: { readonly version: number; readonly mode: MaintenanceMode } | null = null;
  return {
    async mode() {
      // Asked before the mode is read: after a change in between the mode is too new, never too old.
      const version = await storage.configurationVersion();
      if (kept?.version !== version) kept = { version, mode: await storage.maintenance.mode() };
      return kept.mode;
    },
  };
}
