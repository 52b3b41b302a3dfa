import { alertReader } from './alert.ts';
import { licenseExpiringReader } from './license-expiring.ts';
import { passwordRecoveryReader } from './password-recovery.ts';
import { productUpdateReader } from './product-update.ts';
import type { SystemReader } from './system-reader.ts';

/** Every type of notification that has a reader of its own. */
export const SYSTEM_READERS: readonly SystemReader[] = [
  passwordRecoveryReader,
  licenseExpiringReader,
  productUpdateReader,
  alertReader,
];
