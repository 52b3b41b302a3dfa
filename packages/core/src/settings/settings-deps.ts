import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { SettingsStore } from './settings-store.ts';

/** What the use cases that write settings need. */
export interface SettingsDeps {
  readonly storage: { readonly settings: SettingsStore };
  readonly clock: Clock;
  readonly newId: NewId;
}
