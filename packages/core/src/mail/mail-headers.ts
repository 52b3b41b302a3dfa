/** What identifies and threads one mail. */
export interface MailIdentity {
  /** Message-ID without angle brackets: the same however often the delivery is tried (RFC 5322 section 3.6.4). */
  readonly messageId: string;
  /** Message-IDs of the thread, oldest first. */
  readonly references: readonly string[];
  /** The subject that the thread began with; absent: the mail's own. */
  readonly topic?: string;
}

/** One mail to one recipient, ready to be built into bytes. */
export interface MailToBuild {
  readonly from: { readonly address: string; readonly name: string | null };
  readonly replyTo: string | null;
  readonly to: { readonly address: string; readonly name: string | null };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: string;
  readonly identity: MailIdentity;
  /** Epoch milliseconds: the Date header. */
  readonly date: number;
  /** Such as `job-faulted.acme.postern`: the List-Id (RFC 2919); null for mail that a person asked for. */
  readonly listId: string | null;
  /** mailto: or https: of an opt-out; null where a person cannot opt out. */
  readonly unsubscribe: string | null;
  readonly urgent: boolean;
}

/** Turns a mail into the bytes of an RFC 5322 message with CRLF line ends. Injection-safe: no header breaks out. */
export interface MailBuilder {
  build(mail: MailToBuild): Promise<Uint8Array>;
}
