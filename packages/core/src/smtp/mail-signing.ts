import type { Level } from '../kernel/level.ts';

/** Whose mail it is. */
export interface SigningSubject {
  readonly level: Level;
  /** The level whose connection it goes out over. */
  readonly owner: Level;
  /** The From address. */
  readonly from: string;
}

/** The message as it is to be sent, or why it cannot be signed as it should: then it is not sent. */
export type SignedMail =
  | { readonly ok: true; readonly raw: Uint8Array }
  | {
      readonly ok: false;
      readonly reason: 'key-missing' | 'secret-unreadable';
      /** A sentence for people. No secrets. */
      readonly text: string;
    };

/**
 * Signs a message where it is to be signed; others come back as they are.
 * @throws AppError `storage-unavailable`.
 */
export type MailSigning = (raw: Uint8Array, subject: SigningSubject) => Promise<SignedMail>;
