import { MINUTE, SECOND } from '../../kernel/clock.ts';

/** How long to wait for what, in milliseconds. Connecting itself takes at most the connection's own `connectTimeout`. */
export interface SmtpTiming {
  /** For the greeting, a STARTTLS handshake; `connectTimeout` when that is shorter. */
  readonly greeting: number;
  /** For the answer to a command. */
  readonly command: number;
  /** For the answer to the final dot, while the server scans and files the message. */
  readonly reply: number;
  /** For one message from MAIL FROM to the end, or twice that, so that a server that trickles cannot hold a place for ever. */
  readonly message: number;
  /** For the OAuth 2.0 token endpoint. */
  readonly token: number;
  /** How long a session without work is kept; at most twice that. */
  readonly idle: number;
}

/**
 * RFC 5321 section 4.5.3.2 allows minutes for every command; submission servers answer within seconds, and a mute one must
 * not hold a worker that long.
 */
export const SMTP_TIMING: SmtpTiming = {
  greeting: 30 * SECOND,
  command: 60 * SECOND,
  reply: 2 * MINUTE,
  message: 10 * MINUTE,
  token: 15 * SECOND,
  idle: 30 * SECOND,
};
