import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import type { SmtpFailure, Stage } from '../../smtp/smtp-failure.ts';
import { failureOf } from './failure-of.ts';

const NOTHING = { secrets: [] };

function error(message: string, parts: Record<string, unknown>): Error {
  return Object.assign(new Error(message), parts);
}

type Row = readonly [what: string, error: unknown, under: Stage, kind: SmtpFailure['kind'], stage: Stage];

const ROWS: readonly Row[] = [
  [
    'a reply',
    error('Message failed', { code: 'EMESSAGE', response: '554 5.7.1 no' }),
    'reply',
    'reply',
    'reply',
  ],
  [
    'a greeting of another protocol',
    error('Invalid greeting', { code: 'EPROTOCOL', response: 'SSH-2.0-x' }),
    'greeting',
    'protocol',
    'greeting',
  ],
  [
    'an answer out of turn',
    error('Unexpected Response', { code: 'EPROTOCOL', response: '250 what' }),
    'ehlo',
    'protocol',
    'ehlo',
  ],
  ['an unknown name', error('x', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'connect', 'dns', 'dns'],
  [
    'a closed port',
    error('x', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }),
    'connect',
    'connection-refused',
    'connect',
  ],
  ['no route', error('x', { code: 'ENETUNREACH' }), 'connect', 'unreachable', 'connect'],
  [
    'no answer',
    error('x', { code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT' }),
    'connect',
    'timeout',
    'connect',
  ],
  [
    'no greeting',
    error('x', { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }),
    'greeting',
    'timeout',
    'greeting',
  ],
  [
    'no handshake',
    error('x', { code: 'ETIMEDOUT', timeoutType: 'UPGRADE_TIMEOUT' }),
    'starttls',
    'timeout',
    'starttls',
  ],
  [
    'silence',
    error('Timeout', { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }),
    'rcpt-to',
    'timeout',
    'rcpt-to',
  ],
  ['a reset', error('x', { code: 'ESOCKET', originalCode: 'ECONNRESET' }), 'data', 'connection-lost', 'data'],
  [
    'a close',
    error('Connection closed unexpectedly', { code: 'ECONNECTION' }),
    'mail-from',
    'connection-lost',
    'mail-from',
  ],
  [
    'a close during the handshake',
    error('Connection closed unexpectedly', { code: 'ETLS' }),
    'starttls',
    'connection-lost',
    'starttls',
  ],
  [
    'a certificate for another name',
    error('x', { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    'starttls',
    'tls',
    'certificate',
  ],
  ['an expired certificate', error('x', { code: 'CERT_HAS_EXPIRED' }), 'starttls', 'tls', 'certificate'],
  [
    'a wrong version number',
    error('wrong version number', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    'starttls',
    'tls',
    'starttls',
  ],
  [
    'a broken record in the middle',
    error('bad record mac', { code: 'ESOCKET', originalCode: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }),
    'rcpt-to',
    'connection-lost',
    'rcpt-to',
  ],
  ['a defect', new TypeError('x is not a function'), 'connect', 'local', 'connect'],
  ['a thing that is no error', 'odd', 'connect', 'local', 'connect'],
];

describe('failureOf', () => {
  it.each(ROWS)('tells %s', (_what, thrown, under, kind, stage) => {
    const failure = failureOf(thrown, under, NOTHING);
    expect({ kind: failure.kind, stage: failure.stage }).toEqual({ kind, stage });
  });

  it('keeps what the system called it', () => {
    const { code } = failureOf(error('x', { code: 'ESOCKET', originalCode: 'ECONNRESET' }), 'data', NOTHING);
    expect(code).toBe('ECONNRESET');
  });

  it('keeps reply, code and enhanced code', () => {
    const thrown = error('Recipient command failed: 550 5.1.1 No such user', {
      response: '550 5.1.1 No such user',
    });
    expect(failureOf(thrown, 'rcpt-to', NOTHING)).toEqual({
      stage: 'rcpt-to',
      kind: 'reply',
      reply: { code: 550, enhanced: '5.1.1', text: 'No such user' },
      text: 'Recipient command failed: 550 5.1.1 No such user',
    });
  });

  it('lets no secret through that the server echoes', () => {
    const echo = `535 no: ${Buffer.from('\0robots\0hunter2-secret').toString('base64')} hunter2-secret`;
    const failure = failureOf(error(`Invalid login: ${echo}`, { response: echo }), 'authentication', {
      secrets: [new Secret('hunter2-secret')],
    });
    const text = JSON.stringify(failure);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(Buffer.from('\0robots\0hunter2-secret').toString('base64'));
  });
});
