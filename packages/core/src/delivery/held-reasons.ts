import { UNUSABLE_REASONS } from '../settings/effective-settings.ts';
import type { VerdictReason } from '../smtp/verdict.ts';
import type { DeliveryReason } from './delivery.ts';

/** Verdicts that a change of the settings can turn: what the rules of `smtp/` may call a configuration error. */
const CONFIGURATION_REASONS = [
  'tls-failed',
  'certificate-rejected',
  'starttls-not-offered',
  'implicit-tls-expected',
  'starttls-expected',
  'authentication-failed',
  'authentication-not-offered',
  'authentication-required',
  'basic-authentication-disabled',
  'app-password-required',
  'token-failed',
  'sender-refused',
  'protocol-error',
  'refused',
] as const satisfies readonly VerdictReason[];

/**
 * Verdicts on the server that the settings name, not on the recipient: another server may well take the mail, and its
 * administrator must not wait for hours for the next try at the one that is gone.
 */
const SERVER_REASONS = [
  'dns-failed',
  'unreachable',
  'connection-refused',
  'timeout',
  'connection-lost',
  'busy',
  'refused-temporarily',
] as const satisfies readonly VerdictReason[];

/** Why a delivery may wait for somebody to change the settings: when they change, all that wait with one of these are due at once. */
export const HELD_REASONS: readonly DeliveryReason[] = [
  ...UNUSABLE_REASONS,
  'key-missing',
  'secret-unreadable',
  'connection-resting',
  'earlier-mail-waits',
  ...CONFIGURATION_REASONS,
  ...SERVER_REASONS,
];
