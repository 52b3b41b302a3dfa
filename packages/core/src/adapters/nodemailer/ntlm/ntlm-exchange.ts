import { randomBytes } from 'node:crypto';
import type { SaslExchange } from '../sasl-exchange.ts';
import { authenticateMessage, negotiateMessage, readChallenge } from './ntlm-messages.ts';

/** NTLM over SMTP ([MS-SMTPNTLM]): three messages, the password in none of them. `account` is `DOMAIN\user`, or a name alone. */
export function ntlmExchange({
  account,
  password,
  now,
}: {
  readonly account: string;
  readonly password: string;
  readonly now: () => number;
}): SaslExchange {
  return async (say) => {
    const supported = await say('AUTH NTLM');
    if (supported.code !== 334) return supported;
    const challenged = await say(negotiateMessage().toString('base64'));
    if (challenged.code !== 334) return challenged;
    const challenge = readChallenge(Buffer.from(challenged.text.trim(), 'base64'));
    // A lone star ends the exchange (RFC 4954 section 4).
    if (challenge === null) return say('*');
    const chance = { nonce: randomBytes(8), now: now() };
    const answer = authenticateMessage({ ...partsOf(account), password }, challenge, chance);
    return say(answer.toString('base64'));
  };
}

function partsOf(account: string): { readonly user: string; readonly domain: string } {
  const [domain = '', ...user] = account.split('\\');
  return user.length === 0 ? { user: account, domain: '' } : { user: user.join('\\'), domain };
}
