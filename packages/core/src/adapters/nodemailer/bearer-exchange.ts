import type { Secret } from '../../kernel/secret.ts';
import type { SaslExchange, SaslReply, SaslWord } from './sasl-exchange.ts';

/** What a sign-in by token says. */
export interface Bearer {
  readonly mechanism: 'OAUTHBEARER' | 'XOAUTH2';
  readonly username: string;
  readonly host: string;
  readonly port: number;
  /** `refused`: the one that the server did not take. */
  readonly token: (refused: Secret | null) => Promise<Secret>;
}

/**
 * Signs in by OAUTHBEARER (RFC 7628) or XOAUTH2, its forerunner at Google and Microsoft. A refused token is asked for anew,
 * once: it may have been revoked while it was kept.
 */
export function bearerExchange(bearer: Bearer): SaslExchange {
  return async (say) => {
    const token = await bearer.token(null);
    const first = await tryOnce(bearer, say, token);
    if (first.reason === null && first.code !== REFUSED) return first;
    const other = await bearer.token(token);
    return other.expose() === token.expose() ? first : tryOnce(bearer, say, other);
  };
}

/** RFC 4954 section 6: the credentials are not taken. Microsoft says so without giving a reason first. */
const REFUSED = 535;

async function tryOnce(
  bearer: Bearer,
  say: (line: string) => Promise<SaslReply>,
  token: Secret,
): Promise<SaslReply & Required<SaslWord>> {
  const response = Buffer.from(responseOf(bearer, token.expose())).toString('base64');
  const reply = await say(`AUTH ${bearer.mechanism} ${response}`);
  if (reply.code !== 334) return { ...reply, reason: null };
  // The reason comes first, and the refusal itself once the client has answered it.
  const refused = await say(bearer.mechanism === 'XOAUTH2' ? '' : Buffer.from('\u0001').toString('base64'));
  return { ...refused, reason: reasonIn(reply.text) };
}

function responseOf({ mechanism, username, host, port }: Bearer, token: string): string {
  if (mechanism === 'XOAUTH2') return `user=${username}\u0001auth=Bearer ${token}\u0001\u0001`;
  // RFC 5801 section 4: comma and equals sign mean something in a name.
  const name = username.replaceAll('=', '=3D').replaceAll(',', '=2C');
  return `n,a=${name},\u0001host=${host}\u0001port=${port}\u0001auth=Bearer ${token}\u0001\u0001`;
}

/** RFC 7628 section 3.2.2: a JSON object in base64; what is none is told as it came. */
function reasonIn(text: string): { readonly status: string; readonly text: string } {
  const said = Buffer.from(text.trim(), 'base64').toString('utf8');
  try {
    const json: unknown = JSON.parse(said);
    if (typeof json === 'object' && json !== null) {
      const parts = Object.entries(json).filter(([, value]) => typeof value === 'string');
      const status = 'status' in json && typeof json.status === 'string' ? json.status : 'unknown';
      return { status, text: parts.map(([name, value]) => `${name}: ${String(value)}`).join(', ') };
    }
  } catch {
    // Told below as it came.
  }
  return { status: 'unknown', text: said };
}
