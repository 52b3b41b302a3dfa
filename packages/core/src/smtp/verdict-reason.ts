/** Why a send did not succeed: a closed set for states, logs, metric labels, messages and docs. */
export const VERDICT_REASONS = [
  'dns-failed',
  'unreachable',
  'address-not-allowed',
  'connection-refused',
  'timeout',
  'connection-lost',
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
  'recipient-unknown',
  'recipient-refused',
  'mailbox-full',
  'greylisted',
  'busy',
  'message-too-large',
  'content-refused',
  'protocol-error',
  'refused-temporarily',
  'refused',
  'reply-lost',
  'internal',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** What to do about it. */
export type VerdictKind =
  /** Try again later. */
  | 'transient'
  /** This recipient or message will never pass; others are not touched. */
  | 'permanent'
  /** The settings are wrong: nothing of this connection will pass until someone changes them. */
  | 'configuration';
