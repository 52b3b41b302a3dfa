import type { SmtpFailure } from '../smtp/smtp-failure.ts';

/**
 * Whether a send found no server to speak with: its name, its address or its greeting failed, or the TLS handshake broke off
 * or took too long, before a byte of the message went out. A certificate or a handshake that was judged is an answer.
 */
export function wasUnreached({ stage, kind }: Pick<SmtpFailure, 'stage' | 'kind'>): boolean {
  if (kind === 'reply') return false;
  if (stage === 'starttls') return kind === 'timeout' || kind === 'connection-lost';
  return stage === 'dns' || stage === 'connect' || stage === 'greeting';
}
