import { parseReply } from '../../smtp/parse-reply.ts';
import { scrubText, type Hidden } from '../../smtp/scrub-text.ts';
import type { SmtpFailure, Stage } from '../../smtp/smtp-failure.ts';

/** What Node and nodemailer put on their errors. */
interface WireError extends Error {
  readonly code?: unknown;
  /** nodemailer overwrites `code`; this is what the system said, such as `ECONNREFUSED`. */
  readonly originalCode?: unknown;
  readonly response?: unknown;
  /** The command that the reply answers, such as `RCPT TO`: with pipelining, later ones are under way already. */
  readonly command?: unknown;
  readonly timeoutType?: unknown;
}

/** Why OpenSSL or Node does not believe a certificate (`X509_V_ERR_…` as Node spells them). */
const CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What is wrong with the handshake and, with TLS 1.3, is said when the client thinks that it is over; or before it begins. */
const HANDSHAKE_CODES: ReadonlySet<string> = new Set([
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
]);

const KIND_OF_CODE: Readonly<Record<string, SmtpFailure['kind']>> = {
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EDNS: 'dns',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'connection-lost',
  ECONNABORTED: 'connection-lost',
  EPIPE: 'connection-lost',
  ECONNECTION: 'connection-lost',
  ESOCKET: 'connection-lost',
  ETLS: 'tls',
  EPROTOCOL: 'protocol',
};

const STAGE_OF_TIMEOUT: Readonly<Record<string, Stage>> = {
  CONNECT_TIMEOUT: 'connect',
  GREETING_TIMEOUT: 'greeting',
  UPGRADE_TIMEOUT: 'starttls',
};

/** What an error of Node's or nodemailer's means. Pure. `stage` is the one that was under way. */
export function failureOf(error: unknown, stage: Stage, hidden: Hidden): SmtpFailure {
  const wire: WireError = error instanceof Error ? error : new Error(String(error));
  const text = scrubText(wire.message, hidden);
  if (typeof wire.response === 'string') {
    return ofResponse(wire.response, { stage: stageOfCommand(wire) ?? stage, text, hidden });
  }
  const code = codeOf(wire);
  const kind = kindOf(wire, { code, stage });
  return {
    stage: stageOf(wire, { stage, code, kind }),
    kind,
    reply: null,
    ...(code === null ? {} : { code }),
    text,
  };
}

function ofResponse(
  response: string,
  { stage, text, hidden }: { readonly stage: Stage; readonly text: string; readonly hidden: Hidden },
): SmtpFailure {
  const reply = parseReply(response, hidden);
  if (reply === null || reply.code < 400) return { stage, kind: 'protocol', reply, text };
  return { stage, kind: 'reply', reply, text };
}

function stageOfCommand({ command, code }: WireError): Stage | null {
  if (command === 'MAIL FROM') return 'mail-from';
  if (command === 'RCPT TO') return 'rcpt-to';
  // nodemailer names DATA for both: the command refused, and the message refused after the final dot.
  if (command === 'DATA') return code === 'EMESSAGE' ? 'reply' : 'data';
  return null;
}

function codeOf({ originalCode, code }: WireError): string | null {
  if (typeof originalCode === 'string') return originalCode;
  return typeof code === 'string' ? code : null;
}

function kindOf(
  { code: outer, message }: WireError,
  { code, stage }: { readonly code: string | null; readonly stage: Stage },
): SmtpFailure['kind'] {
  if (code === null) return 'local';
  // A peer that hangs up during the handshake says nothing about TLS itself.
  if (outer === 'ETLS' && /closed unexpectedly/i.test(message)) return 'connection-lost';
  if (CERTIFICATE_CODES.has(code) || HANDSHAKE_CODES.has(code)) return 'tls';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') {
    // Once the session is up, a broken record is a broken connection, not a wrong setting.
    return stage === 'starttls' ? 'tls' : 'connection-lost';
  }
  return KIND_OF_CODE[code] ?? (outer === 'ESOCKET' ? 'connection-lost' : 'local');
}

function stageOf(
  { timeoutType }: WireError,
  {
    stage,
    code,
    kind,
  }: { readonly stage: Stage; readonly code: string | null; readonly kind: SmtpFailure['kind'] },
): Stage {
  if (code !== null && CERTIFICATE_CODES.has(code)) return 'certificate';
  if (kind === 'dns') return 'dns';
  return (typeof timeoutType === 'string' ? STAGE_OF_TIMEOUT[timeoutType] : undefined) ?? stage;
}
