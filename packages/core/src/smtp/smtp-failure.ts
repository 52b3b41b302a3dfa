/**
 * The stages of an SMTP session, in the order of a STARTTLS session. With implicit TLS, `starttls` and `certificate` come
 * before `greeting`.
 */
export const STAGES = [
  'dns',
  'connect',
  'greeting',
  'ehlo',
  /** The upgrade and its handshake; with implicit TLS the handshake from the first byte. */
  'starttls',
  'certificate',
  'authentication',
  'mail-from',
  'rcpt-to',
  'data',
  /** After the final dot: the server has the message, its answer is what counts. */
  'reply',
] as const;
export type Stage = (typeof STAGES)[number];

/** A server's reply (RFC 5321 section 4.2, RFC 3463). */
export interface SmtpReply {
  /** 200–599. */
  readonly code: number;
  /** Such as `5.7.8`; null when the server gives none. */
  readonly enhanced: string | null;
  /** The text, capped at 500 characters, control characters removed. */
  readonly text: string;
}

/** What went wrong, as plainly as the wire tells. */
export interface SmtpFailure {
  /** The stage that was under way. */
  readonly stage: Stage;
  readonly kind:
    /** The server answered with 4xx or 5xx. */
    | 'reply'
    /** The name does not resolve. */
    | 'dns'
    | 'connection-refused'
    | 'unreachable'
    /** No address of the name is one that this connection may reach; nothing was connected to. */
    | 'address-not-allowed'
    | 'timeout'
    /** The connection broke off. */
    | 'connection-lost'
    /** TLS handshake or certificate. */
    | 'tls'
    /** The server does not offer what is required (STARTTLS, an AUTH mechanism). */
    | 'not-offered'
    /** The message is larger than the server said it takes (SIZE, RFC 1870); nothing was sent. */
    | 'over-limit'
    /** The answer is not SMTP. */
    | 'protocol'
    /** The OAuth 2.0 token endpoint refused or did not answer. */
    | 'token'
    /** A defect or a local limit. */
    | 'local';
  readonly reply: SmtpReply | null;
  /**
   * What the runtime or the token endpoint calls it, such as `ECONNREFUSED`, `CERT_HAS_EXPIRED` or `invalid_client`;
   * absent when it has no such name.
   */
  readonly code?: string;
  /**
   * The mail servers (MX) of what was named as the server, when it is a mail domain and not one of them; lower case. Only
   * a diagnosis looks for them; absent: nothing is known of any.
   */
  readonly mailServers?: readonly string[];
  /** For people and logs, without secrets; capped at 500 characters. */
  readonly text: string;
}
