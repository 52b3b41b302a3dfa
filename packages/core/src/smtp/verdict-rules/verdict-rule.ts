import type { Localized } from '../../kernel/language.ts';
import type { SecurityMode, SmtpAuthentication, SmtpConnection } from '../smtp-connection.ts';
import type { SmtpFailure, Stage } from '../smtp-failure.ts';
import type { VerdictKind, VerdictReason } from '../verdict-reason.ts';

/** What a verdict needs to know of the connection that failed; an {@link SmtpConnection} will do. */
export type VerdictContext = Pick<SmtpConnection, 'host' | 'port' | 'security' | 'authentication'>;

/** What a failure must look like for a rule to apply. Everything named must hold; a list means "one of". */
export interface VerdictMatch {
  readonly kind?: SmtpFailure['kind'];
  readonly stages?: readonly Stage[];
  /** Reply codes; `4` and `5` mean the whole class. */
  readonly replies?: readonly number[];
  /** Enhanced status codes; `5.7` means every 5.7.x. */
  readonly enhanced?: readonly string[];
  /** Tried on the reply's text, or on the failure's own when there is no reply. */
  readonly says?: RegExp;
  /** The runtime's or the token endpoint's names. */
  readonly codes?: readonly string[];
  readonly security?: readonly SecurityMode[];
  /** How the connection signs in. */
  readonly authentication?: readonly SmtpAuthentication['kind'][];
  readonly port?: number;
  /** Tried on the names of the mail servers of a domain that was named in the place of a server. */
  readonly mailServer?: RegExp;
  /** Tried on the server's name, lower case. */
  readonly host?: RegExp;
}

/** One row of the table: what it looks like, what it means, what to do. `{host}`, `{port}`, `{username}`, `{mx}` and `{reply}` are filled in. */
export interface VerdictRule {
  readonly when: VerdictMatch;
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  readonly cause: Localized;
  readonly cure: Localized;
}

/** Whether the failure looks like what the rule is about. */
export function matches(when: VerdictMatch, failure: SmtpFailure, context: VerdictContext): boolean {
  const { reply } = failure;
  return (
    (when.kind === undefined || when.kind === failure.kind) &&
    (when.stages === undefined || when.stages.includes(failure.stage)) &&
    (when.replies === undefined ||
      (reply !== null && when.replies.some((code) => isCode(code, reply.code)))) &&
    (when.enhanced === undefined ||
      when.enhanced.some((code) => isEnhanced(code, reply?.enhanced ?? null))) &&
    (when.says === undefined || when.says.test(reply?.text ?? failure.text)) &&
    (when.codes === undefined || (failure.code !== undefined && when.codes.includes(failure.code))) &&
    (when.security === undefined || when.security.includes(context.security)) &&
    (when.authentication === undefined || when.authentication.includes(context.authentication.kind)) &&
    (when.port === undefined || when.port === context.port) &&
    (when.mailServer === undefined ||
      (failure.mailServers ?? []).some((name) => when.mailServer?.test(name) === true)) &&
    (when.host === undefined || when.host.test(context.host.toLowerCase()))
  );
}

function isCode(wanted: number, code: number): boolean {
  return wanted < 10 ? Math.floor(code / 100) === wanted : wanted === code;
}

function isEnhanced(wanted: string, enhanced: string | null): boolean {
  return enhanced !== null && (enhanced === wanted || enhanced.startsWith(`${wanted}.`));
}
