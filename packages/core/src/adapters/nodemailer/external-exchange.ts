import type { SaslExchange } from './sasl-exchange.ts';

/**
 * Signs in by EXTERNAL (RFC 4422 appendix A): TLS has shown who the client is.
 * @param username the account to act as; null: the one that the server knows the certificate by.
 */
export function externalExchange(username: string | null): SaslExchange {
  return async (say) => {
    const response = Buffer.from(username ?? '').toString('base64');
    // RFC 4954 section 4: an initial response without bytes is an equals sign.
    const reply = await say(`AUTH EXTERNAL ${response === '' ? '=' : response}`);
    // Some servers take no initial response and ask.
    return reply.code === 334 ? say(response) : reply;
  };
}
