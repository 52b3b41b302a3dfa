import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../kernel/secret.ts';
import { parseReply } from './parse-reply.ts';
import { STAGES, type SmtpFailure, type Stage } from './smtp-failure.ts';
import { NOT_TOLD_WHY } from './not-told-why.ts';
import { VERDICT_RULES } from './verdict-rules/all-rules.ts';
import { matches } from './verdict-rules/verdict-rule.ts';
import {
  judge,
  VERDICT_REASONS,
  type VerdictContext,
  type VerdictKind,
  type VerdictReason,
} from './verdict.ts';

const RELAY: VerdictContext = {
  host: 'relay.platform.example',
  port: 587,
  security: 'starttls',
  authentication: {
    kind: 'password',
    username: 'robots@platform.example',
    password: new Secret('hunter2-secret'),
  },
};
const GMAIL: VerdictContext = { ...RELAY, host: 'smtp.gmail.com' };
const MICROSOFT: VerdictContext = { ...RELAY, host: 'smtp.office365.com' };
const OPEN: VerdictContext = { ...RELAY, port: 25, security: 'plain', authentication: { kind: 'none' } };
const PLAIN_465: VerdictContext = { ...OPEN, port: 465 };
const IMPLICIT: VerdictContext = { ...RELAY, port: 465, security: 'implicit-tls' };

function reply(stage: Stage, raw: string): SmtpFailure {
  return { stage, kind: 'reply', reply: parseReply(raw), text: raw };
}

function failure(
  stage: Stage,
  kind: SmtpFailure['kind'],
  code?: string,
  text = 'what happened',
): SmtpFailure {
  return { stage, kind, reply: null, text, ...(code === undefined ? {} : { code }) };
}

const BY_NTLM: VerdictContext = {
  ...RELAY,
  authentication: { kind: 'ntlm', username: 'robots', password: new Secret('hunter2-secret') },
};

const BY_CERTIFICATE: VerdictContext = {
  ...RELAY,
  authentication: { kind: 'certificate', username: null },
};

const TOKEN: VerdictContext = {
  ...RELAY,
  authentication: {
    kind: 'oauth2',
    username: 'robots@platform.example',
    tokenUrl: 'https://tokens.example/token',
    scope: null,
    grant: {
      kind: 'client-credentials',
      clientId: 'client',
      proof: { clientSecret: new Secret('hunter2-secret') },
    },
  },
};

function atDomain(kind: SmtpFailure['kind'], mailServer: string): SmtpFailure {
  return { ...failure(kind === 'dns' ? 'dns' : 'connect', kind), mailServers: [mailServer, 'mx2.example'] };
}

const MAIL_DOMAINS = (
  [
    ['dns', 'dns-failed'],
    ['connection-refused', 'connection-refused'],
    ['unreachable', 'unreachable'],
    ['timeout', 'timeout'],
  ] as const
).flatMap(([kind, reason]) =>
  [
    'aspmx.l.google.com',
    'acme-example.mail.protection.outlook.com',
    'mx1.mail.ovh.net',
    'spool.mail.gandi.net',
    'mx1.example',
  ].map((name): Row => [
    `a mail domain at ${name}: ${kind}`,
    atDomain(kind, name),
    RELAY,
    'transient',
    reason,
  ]),
);

type Row = readonly [what: string, SmtpFailure, VerdictContext, VerdictKind, VerdictReason];

const ROWS: readonly Row[] = [
  ...MAIL_DOMAINS,
  // The wire
  ['a name that does not exist', failure('dns', 'dns', 'ENOTFOUND'), RELAY, 'transient', 'dns-failed'],
  ['a resolver that does not answer', failure('dns', 'dns', 'EAI_AGAIN'), RELAY, 'transient', 'dns-failed'],
  [
    'a closed port',
    failure('connect', 'connection-refused', 'ECONNREFUSED'),
    RELAY,
    'transient',
    'connection-refused',
  ],
  [
    'an address that the host does not allow',
    failure('connect', 'address-not-allowed'),
    RELAY,
    'configuration',
    'address-not-allowed',
  ],
  ['no route', failure('connect', 'unreachable', 'EHOSTUNREACH'), RELAY, 'transient', 'unreachable'],
  ['a firewall that drops', failure('connect', 'timeout', 'ETIMEDOUT'), RELAY, 'transient', 'timeout'],
  ['a private network', failure('connect', 'timeout', NOT_TOLD_WHY), RELAY, 'transient', 'timeout'],
  ['a mute port', failure('greeting', 'timeout'), RELAY, 'transient', 'timeout'],
  ['silence later on', failure('mail-from', 'timeout'), RELAY, 'transient', 'timeout'],
  [
    'port 465 without TLS, mute',
    failure('greeting', 'timeout'),
    PLAIN_465,
    'configuration',
    'implicit-tls-expected',
  ],
  [
    'port 465 without TLS, closed',
    failure('greeting', 'connection-lost'),
    PLAIN_465,
    'configuration',
    'implicit-tls-expected',
  ],
  [
    'a server that hangs up at once',
    failure('greeting', 'connection-lost'),
    RELAY,
    'transient',
    'connection-lost',
  ],
  [
    'a server that hangs up later',
    failure('rcpt-to', 'connection-lost', 'ECONNRESET'),
    RELAY,
    'transient',
    'connection-lost',
  ],
  ['no answer to the final dot', failure('reply', 'timeout'), RELAY, 'transient', 'reply-lost'],
  [
    'a connection lost after the final dot',
    failure('reply', 'connection-lost'),
    RELAY,
    'transient',
    'reply-lost',
  ],
  ['a stop after the final dot', failure('reply', 'local'), RELAY, 'transient', 'reply-lost'],
  ['nonsense after the final dot', failure('reply', 'protocol'), RELAY, 'transient', 'reply-lost'],
  // TLS
  [
    'a self-signed certificate',
    failure('certificate', 'tls', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'an unknown issuer',
    failure('certificate', 'tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'an expired certificate',
    failure('certificate', 'tls', 'CERT_HAS_EXPIRED'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'a certificate of tomorrow',
    failure('certificate', 'tls', 'CERT_NOT_YET_VALID'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'a certificate for another name',
    failure('certificate', 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'a revoked certificate',
    failure('certificate', 'tls', 'CERT_REVOKED'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'the key of another client certificate',
    failure('starttls', 'tls', 'ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'key values mismatch'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'a handshake broken off by the server',
    failure('starttls', 'tls', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'ssl/tls alert handshake failure'),
    RELAY,
    'configuration',
    'tls-failed',
  ],
  [
    'a server that wants a client certificate',
    failure('ehlo', 'tls', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required'),
    RELAY,
    'configuration',
    'certificate-rejected',
  ],
  [
    'a client certificate where EXTERNAL is not offered',
    failure('authentication', 'not-offered'),
    BY_CERTIFICATE,
    'configuration',
    'authentication-not-offered',
  ],
  [
    'a client certificate where EXTERNAL is not known',
    reply('authentication', '504 5.5.4 Unrecognized authentication type'),
    BY_CERTIFICATE,
    'configuration',
    'authentication-not-offered',
  ],
  [
    'a client certificate that belongs to no account',
    reply('authentication', '535 5.7.8 Authentication credentials invalid'),
    BY_CERTIFICATE,
    'configuration',
    'authentication-failed',
  ],
  [
    'implicit TLS to a STARTTLS port',
    failure('starttls', 'tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'SSL routines:wrong version number'),
    IMPLICIT,
    'configuration',
    'starttls-expected',
  ],
  [
    'TLS 1.0 alone',
    failure('starttls', 'tls', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'SSL routines:unsupported protocol'),
    RELAY,
    'configuration',
    'tls-failed',
  ],
  [
    'a broken handshake',
    failure('starttls', 'tls', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'),
    RELAY,
    'configuration',
    'tls-failed',
  ],
  ['no STARTTLS', failure('starttls', 'not-offered'), RELAY, 'configuration', 'starttls-not-offered'],
  [
    'STARTTLS offered and refused',
    reply('starttls', '501 5.7.0 no TLS today'),
    RELAY,
    'configuration',
    'tls-failed',
  ],
  [
    'STARTTLS put off',
    reply('starttls', '454 4.7.0 TLS not available'),
    RELAY,
    'transient',
    'refused-temporarily',
  ],
  // Replies worth an exact explanation
  [
    'Microsoft 365 without basic authentication',
    reply(
      'authentication',
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    ),
    MICROSOFT,
    'configuration',
    'basic-authentication-disabled',
  ],
  [
    'Microsoft 365 after basic authentication',
    reply('mail-from', '550 5.7.30 Basic authentication is not supported for Client Submission.'),
    MICROSOFT,
    'configuration',
    'basic-authentication-disabled',
  ],
  [
    'Microsoft 365 with a wrong password',
    reply('authentication', '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.'),
    MICROSOFT,
    'configuration',
    'authentication-failed',
  ],
  [
    'another server without basic authentication',
    reply('authentication', '535 5.7.8 Basic authentication is disabled'),
    RELAY,
    'configuration',
    'basic-authentication-disabled',
  ],
  [
    'Exchange, not authenticated',
    reply('mail-from', '530 5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM'),
    MICROSOFT,
    'configuration',
    'authentication-required',
  ],
  [
    'Exchange, sign-in not accepted',
    reply('authentication', '535 5.7.3 Authentication unsuccessful'),
    RELAY,
    'configuration',
    'authentication-required',
  ],
  [
    'Gmail wants an app password',
    reply(
      'authentication',
      '534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor',
    ),
    GMAIL,
    'configuration',
    'app-password-required',
  ],
  [
    'another provider wants an app password',
    reply('authentication', '535 5.7.0 Please use an app password'),
    RELAY,
    'configuration',
    'app-password-required',
  ],
  [
    'Gmail with a wrong password',
    reply('authentication', '535-5.7.8 Username and Password not accepted.\r\n535 5.7.8 gsmtp'),
    GMAIL,
    'configuration',
    'authentication-failed',
  ],
  [
    'Microsoft with a refused sign-in',
    reply('authentication', '535 5.7.8 no'),
    MICROSOFT,
    'configuration',
    'authentication-failed',
  ],
  [
    'a wrong password',
    reply('authentication', '535 5.7.8 Error: authentication failed'),
    RELAY,
    'configuration',
    'authentication-failed',
  ],
  [
    'a sign-in refused late',
    reply('mail-from', '535 authentication failed'),
    RELAY,
    'configuration',
    'authentication-failed',
  ],
  [
    'a server that wants TLS first',
    reply('mail-from', '530 5.7.0 Must issue a STARTTLS command first'),
    OPEN,
    'configuration',
    'authentication-required',
  ],
  [
    'a server that wants a sign-in',
    reply('mail-from', '530 5.7.0 Authentication Required'),
    OPEN,
    'configuration',
    'authentication-required',
  ],
  [
    'a relay that does not relay for us',
    reply('rcpt-to', '554 5.7.1 <a@b.example>: Relay access denied'),
    OPEN,
    'configuration',
    'authentication-required',
  ],
  [
    'Exchange that does not relay',
    reply('rcpt-to', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'),
    OPEN,
    'configuration',
    'authentication-required',
  ],
  [
    'an unknown way to sign in',
    reply('authentication', '504 5.7.4 Unrecognized authentication type'),
    RELAY,
    'configuration',
    'authentication-not-offered',
  ],
  [
    'NTLM where it is not offered',
    failure('authentication', 'not-offered'),
    BY_NTLM,
    'configuration',
    'authentication-not-offered',
  ],
  [
    'no way to sign in',
    failure('authentication', 'not-offered'),
    RELAY,
    'configuration',
    'authentication-not-offered',
  ],
  [
    'a refused client',
    failure('authentication', 'token', 'invalid_client'),
    MICROSOFT,
    'configuration',
    'token-failed',
  ],
  [
    'a token endpoint that is away',
    failure('authentication', 'token', 'ECONNREFUSED'),
    MICROSOFT,
    'transient',
    'token-failed',
  ],
  [
    'a sign-in put off',
    reply('authentication', '454 4.7.0 Temporary authentication failure'),
    RELAY,
    'transient',
    'refused-temporarily',
  ],
  [
    'too many sign-ins',
    reply('authentication', '421 4.7.0 Too many login attempts'),
    RELAY,
    'transient',
    'busy',
  ],
  // The sender
  [
    'Exchange, not the own address',
    reply('reply', '550 5.7.60 SMTP; Client does not have permissions to send as this sender'),
    MICROSOFT,
    'configuration',
    'sender-refused',
  ],
  [
    'Microsoft 365, not the own address',
    reply('reply', '554 5.2.252 SendAsDenied; robots@platform.example not allowed to send as x@y.example'),
    MICROSOFT,
    'configuration',
    'sender-refused',
  ],
  [
    'Gmail, refused at MAIL FROM',
    reply('mail-from', '553 5.1.0 not this one'),
    GMAIL,
    'configuration',
    'sender-refused',
  ],
  [
    'Postfix, not the own address',
    reply('rcpt-to', '553 5.7.1 <x@y.example>: Sender address rejected: not owned by user robots'),
    RELAY,
    'configuration',
    'sender-refused',
  ],
  ['any 5xx at MAIL FROM', reply('mail-from', '550 5.7.1 no'), RELAY, 'configuration', 'sender-refused'],
  [
    'a From domain that does not exist',
    reply('rcpt-to', '550 5.1.8 Domain of sender does not exist'),
    RELAY,
    'configuration',
    'sender-refused',
  ],
  [
    'DMARC',
    reply(
      'reply',
      '550 5.7.26 Unauthenticated email from y.example is not accepted due to domain DMARC policy',
    ),
    RELAY,
    'configuration',
    'sender-refused',
  ],
  [
    'a From that needs SMTPUTF8',
    failure('mail-from', 'not-offered'),
    RELAY,
    'configuration',
    'sender-refused',
  ],
  [
    'a machine that may not send',
    reply('rcpt-to', '554 5.7.1 <host[192.0.2.1]>: Client host rejected: Access denied'),
    OPEN,
    'configuration',
    'refused',
  ],
  [
    'the daily limit of Gmail',
    reply('mail-from', '550 5.4.5 Daily user sending limit exceeded.'),
    GMAIL,
    'transient',
    'busy',
  ],
  // The recipient
  [
    'no such mailbox',
    reply('rcpt-to', '550 5.1.1 <nobody@b.example>: Recipient address rejected'),
    RELAY,
    'permanent',
    'recipient-unknown',
  ],
  [
    'no such mailbox, in words alone',
    reply('rcpt-to', '550 No such user here'),
    RELAY,
    'permanent',
    'recipient-unknown',
  ],
  [
    'a refused recipient',
    reply('rcpt-to', '550 5.7.1 Members only'),
    RELAY,
    'permanent',
    'recipient-refused',
  ],
  [
    'a recipient that needs SMTPUTF8',
    failure('rcpt-to', 'not-offered'),
    RELAY,
    'permanent',
    'recipient-refused',
  ],
  [
    'a full mailbox',
    reply('rcpt-to', '452 4.2.2 The email account is over quota'),
    RELAY,
    'transient',
    'mailbox-full',
  ],
  [
    'a full mailbox, in words alone',
    reply('rcpt-to', '452 Mailbox full'),
    RELAY,
    'transient',
    'mailbox-full',
  ],
  [
    'a full mailbox, for good',
    reply('rcpt-to', '552 5.2.2 Mailbox full'),
    RELAY,
    'permanent',
    'mailbox-full',
  ],
  ['a mailbox over quota, code alone', reply('rcpt-to', '552 no'), RELAY, 'permanent', 'mailbox-full'],
  // Waiting
  [
    'greylisting',
    reply('rcpt-to', '450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help/'),
    RELAY,
    'transient',
    'greylisted',
  ],
  [
    'greylisting without the word',
    reply('rcpt-to', '451 4.7.1 Please try again later'),
    RELAY,
    'transient',
    'greylisted',
  ],
  ['a server that closes', reply('mail-from', '421 4.3.2 Service not available'), RELAY, 'transient', 'busy'],
  [
    'a server out of space',
    reply('mail-from', '452 4.3.1 Insufficient system storage'),
    RELAY,
    'transient',
    'busy',
  ],
  [
    'any 4xx',
    reply('reply', '451 4.3.0 Requested action aborted'),
    RELAY,
    'transient',
    'refused-temporarily',
  ],
  // The message
  ['larger than announced', failure('mail-from', 'over-limit'), RELAY, 'permanent', 'message-too-large'],
  [
    'too large by enhanced code',
    reply('mail-from', '552 5.3.4 Message size exceeds fixed limit'),
    RELAY,
    'permanent',
    'message-too-large',
  ],
  ['too large in words', reply('reply', '554 Message too big'), RELAY, 'permanent', 'message-too-large'],
  ['552 at MAIL FROM', reply('mail-from', '552 no'), RELAY, 'permanent', 'message-too-large'],
  ['552 after DATA', reply('reply', '552 no'), RELAY, 'permanent', 'message-too-large'],
  [
    'forbidden content',
    reply(
      'reply',
      '552 5.7.0 This message was blocked because its content presents a potential security issue.',
    ),
    GMAIL,
    'permanent',
    'content-refused',
  ],
  [
    'spam',
    reply('reply', '550 5.7.1 This message is likely unsolicited mail'),
    RELAY,
    'permanent',
    'content-refused',
  ],
  [
    'commands out of order',
    reply('data', '503 5.5.1 Error: need RCPT command'),
    RELAY,
    'permanent',
    'protocol-error',
  ],
  // What is left
  [
    'a server that turns us away',
    reply('greeting', '554 5.7.1 No SMTP service here'),
    RELAY,
    'configuration',
    'refused',
  ],
  ['a refused EHLO name', reply('ehlo', '550 5.7.1 invalid HELO name'), RELAY, 'configuration', 'refused'],
  ['a refusal at an odd stage', reply('certificate', '550 no'), RELAY, 'permanent', 'refused'],
  // Tokens
  [
    'an expired client secret',
    failure(
      'authentication',
      'token',
      'invalid_client',
      'AADSTS7000222: The provided client secret keys are expired',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'the id of a secret in the place of its value',
    failure('authentication', 'token', 'invalid_client', 'AADSTS7000215: Invalid client secret provided'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a refresh token that was not used for long',
    failure(
      'authentication',
      'token',
      'invalid_grant',
      'AADSTS700082: The refresh token has expired due to inactivity',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a refresh token of a changed password',
    failure(
      'authentication',
      'token',
      'invalid_grant',
      'AADSTS50173: The provided grant has expired due to it being revoked',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'missing consent',
    failure(
      'authentication',
      'token',
      'invalid_grant',
      'AADSTS65001: The user or administrator has not consented',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'an unknown application',
    failure(
      'authentication',
      'token',
      'unauthorized_client',
      'AADSTS700016: Application with identifier was not found',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a certificate that is not registered',
    failure(
      'authentication',
      'token',
      'invalid_client',
      'AADSTS700027: Client assertion failed signature validation.',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'an assertion of another time',
    failure(
      'authentication',
      'token',
      'invalid_client',
      'AADSTS700024: Client assertion is not within its valid time range.',
    ),
    TOKEN,
    'transient',
    'token-failed',
  ],
  [
    'an unknown tenant',
    failure('authentication', 'token', 'invalid_request', 'AADSTS90002: Tenant not found'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a policy that wants a person',
    failure(
      'authentication',
      'token',
      'interaction_required',
      'AADSTS50076: you must use multi-factor authentication',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'missing delegation',
    failure(
      'authentication',
      'token',
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method',
    ),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a subject that Google does not know',
    failure('authentication', 'token', 'invalid_grant', 'Invalid email or User ID'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a service account that is gone',
    failure('authentication', 'token', 'invalid_grant', 'Invalid grant: account not found'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a deleted key',
    failure('authentication', 'token', 'invalid_grant', 'Invalid JWT Signature.'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a clock that is wrong',
    failure(
      'authentication',
      'token',
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe',
    ),
    TOKEN,
    'transient',
    'token-failed',
  ],
  [
    'a token that Google ended',
    failure('authentication', 'token', 'invalid_grant', 'Token has been expired or revoked.'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'an ended grant of somebody else',
    failure('authentication', 'token', 'invalid_grant', 'no'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a client that may not',
    failure('authentication', 'token', 'unauthorized_client', 'no'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'an unknown scope',
    failure('authentication', 'token', 'invalid_scope', 'no'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a refusal without a person',
    failure('authentication', 'token', 'access_denied', 'no'),
    TOKEN,
    'configuration',
    'token-failed',
  ],
  [
    'a token for other things',
    { ...reply('authentication', '535 5.7.8 no'), code: 'insufficient_scope' },
    TOKEN,
    'configuration',
    'authentication-failed',
  ],
  [
    'a token that is not taken',
    reply('authentication', '535 5.7.8 no'),
    TOKEN,
    'configuration',
    'authentication-failed',
  ],
  [
    'a token that Microsoft does not take',
    reply('authentication', '535 5.7.3 Authentication unsuccessful'),
    { ...TOKEN, host: 'smtp.office365.com' },
    'configuration',
    'authentication-failed',
  ],
  [
    'a token that Gmail does not take',
    reply('authentication', '535 5.7.8 Username and Password not accepted'),
    { ...TOKEN, host: 'smtp.gmail.com' },
    'configuration',
    'authentication-failed',
  ],
  ['a web server', failure('greeting', 'protocol'), RELAY, 'configuration', 'protocol-error'],
  ['nonsense in the middle', failure('rcpt-to', 'protocol'), RELAY, 'transient', 'protocol-error'],
  ['a limit of our own', failure('connect', 'local'), RELAY, 'transient', 'internal'],
];

describe('judge', () => {
  it.each(ROWS)('%s', (_what, what, context, kind, reason) => {
    const verdict = judge(what, context);
    expect({ kind: verdict.kind, reason: verdict.reason }).toEqual({ kind, reason });
  });

  it('can give every reason', () => {
    const given = new Set(ROWS.map(([, what, context]) => judge(what, context).reason));
    expect([...given].sort()).toEqual([...VERDICT_REASONS].sort());
  });

  it('reaches every rule of the table by at least one row', () => {
    const reached = new Set(
      ROWS.map(([, what, context]) => VERDICT_RULES.findIndex(({ when }) => matches(when, what, context))),
    );
    const unreached = VERDICT_RULES.filter((_rule, index) => !reached.has(index));
    expect(unreached.map(({ when }) => when)).toEqual([]);
  });

  it('names the place in both languages and leaves no placeholder open', () => {
    for (const [, what, context] of ROWS) {
      const { cause, cure } = judge(what, context);
      for (const text of [cause.en, cause.fr, cure.en, cure.fr]) {
        expect(text).not.toMatch(/[{}]/);
        expect(text.length).toBeGreaterThan(5);
      }
      expect(cause.en).not.toBe(cause.fr);
      expect(cure.en).not.toBe(cure.fr);
    }
  });

  it.each([
    ['AADSTS7000222: expired', /client secret of the application has expired/],
    ['AADSTS7000215: wrong', /client secret is wrong/],
    ['AADSTS65001: no', /consented/],
    ['Client is unauthorized to retrieve access tokens', /domain-wide delegation is missing/],
  ])('names what the token endpoint means by %s', (text, cause) => {
    const what = failure('authentication', 'token', 'unauthorized_client', text);
    expect(judge(what, TOKEN).cause.en).toMatch(cause);
  });

  it('speaks of the token where a token was refused, not of a password', () => {
    for (const host of ['smtp.office365.com', 'smtp.gmail.com', 'mx.example']) {
      const { cause, cure } = judge(reply('authentication', '535 5.7.3 no'), { ...TOKEN, host });
      expect(`${cause.en} ${cure.en}`).not.toMatch(/password/i);
    }
  });

  it('knows at least forty situations by their own words, in both languages', () => {
    for (const language of ['en', 'fr'] as const) {
      const known = new Set(VERDICT_RULES.map(({ cause, cure }) => `${cause[language]} ${cure[language]}`));
      expect(known.size).toBeGreaterThanOrEqual(40);
    }
  });

  it('names the submission server where a mail domain was named as the server', () => {
    const { cause, cure } = judge(atDomain('dns', 'aspmx.l.google.com'), { ...RELAY, host: 'acme.example' });
    expect(cause.en).toContain('acme.example is a mail domain');
    expect(cause.en).toContain('aspmx.l.google.com, mx2.example');
    expect(cure.en).toContain('smtp.gmail.com');
    expect(cure.fr).toContain('smtp.gmail.com');
  });

  it('tells who demanded NTLM that the server offers other ways, not to turn TLS on', () => {
    const { cause, cure } = judge(failure('authentication', 'not-offered'), BY_NTLM);
    expect(cause.en).toContain('NTLM');
    expect(cure.en).toContain('authentication=password');
    expect(cure.fr).toContain('authentication=password');
  });

  it('quotes the server', () => {
    expect(judge(reply('rcpt-to', '550 5.7.1 Members only'), RELAY).cause.en).toContain(
      '550 5.7.1 Members only',
    );
  });

  it('treats every 4xx as transient, unless the settings explain it', () => {
    const code = fc.integer({ min: 400, max: 499 });
    fc.assert(
      fc.property(code, fc.constantFrom(...STAGES), fc.string(), (number, stage, text) => {
        fc.pre(!/starttls|encryption|basic authentication|SmtpClientAuthentication|app/i.test(text));
        expect(judge(reply(stage, `${String(number)} ${text}`), RELAY).kind).toBe('transient');
      }),
    );
  });

  it('never tries a refused sign-in again by itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), fc.string(), (number, text) => {
        expect(judge(reply('authentication', `${String(number)} ${text}`), RELAY).kind).toBe('configuration');
      }),
    );
  });
});
