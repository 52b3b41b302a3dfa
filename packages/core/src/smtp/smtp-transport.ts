import type { SmtpConnection } from './smtp-connection.ts';
import type { SmtpFailure, Stage } from './smtp-failure.ts';

/** One mail on its way to one recipient. */
export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  /** The whole message (RFC 5322), CRLF line ends; built once. */
  readonly raw: Uint8Array;
}

/** How a send ended. */
export type SendOutcome =
  | {
      readonly kind: 'accepted';
      /** The reply to the final dot. */
      readonly response: string;
      /** The server's queue id when it names one. */
      readonly queueId: string | null;
      /** Host and port that accepted. */
      readonly server: string;
      /** Until when the certificate that it showed is good; epoch milliseconds. Absent without TLS. */
      readonly certificateUntil?: number;
    }
  | { readonly kind: 'failed'; readonly failure: SmtpFailure }
  /** The message was handed over, but the reply to the final dot was lost: it may have arrived. */
  | { readonly kind: 'unknown'; readonly failure: SmtpFailure };

/** One finished stage of a diagnosis. */
export interface DiagnosisStage {
  readonly stage: Stage;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Milliseconds. */
  readonly took: number;
  /** What was seen, such as addresses, capabilities, the certificate's names; no secrets. */
  readonly found: readonly string[];
  readonly failure: SmtpFailure | null;
  /** Until when the certificate that was taken is good; epoch milliseconds. At the stage `certificate` alone. */
  readonly certificateUntil?: number;
}

/** Sends mail. Never throws for what a server does; see {@link SendOutcome}. */
export interface SmtpTransport {
  send(connection: SmtpConnection, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome>;
  /** Drops idle sessions of connections that are no longer in use. */
  retire(key: string): void;
  /** Ends all sessions once what is under way has ended. */
  close(): Promise<void>;
}

/** Looks at a server stage by stage, over a session of its own. */
export interface SmtpDiagnosis {
  /**
   * Yields each stage as it ends; stops after the first failure. With a mail, the last stages send it; without one, the
   * session ends once it is signed in, or after MAIL FROM with RSET when only a `sender` is given.
   */
  run(
    connection: SmtpConnection,
    options: {
      readonly mail: OutgoingMail | null;
      readonly sender?: string | null;
      readonly signal: AbortSignal;
    },
  ): AsyncIterable<DiagnosisStage>;
}
