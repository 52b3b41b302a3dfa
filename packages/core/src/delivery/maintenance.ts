import type { AuditEntry } from '../audit/audit-entry.ts';

/**
 * `draining`: sends what is due and accepts on. `suspended`: accepts and holds. `off`: normal.
 */
export const MAINTENANCE_MODES = ['off', 'draining', 'suspended'] as const;
export type MaintenanceMode = (typeof MAINTENANCE_MODES)[number];

/** The mode as stored, for all processes. */
export interface MaintenanceStore {
  mode(): Promise<MaintenanceMode>;
  setMode(mode: MaintenanceMode, audit: AuditEntry): Promise<void>;
}
