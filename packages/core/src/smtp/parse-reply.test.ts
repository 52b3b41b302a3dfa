import { describe, expect, it } from 'vitest';
import { formatReply, parseReply } from './parse-reply.ts';

describe('parseReply', () => {
  it.each([
    ['550 5.1.1 No such user', { code: 550, enhanced: '5.1.1', text: 'No such user' }],
    ['250 OK', { code: 250, enhanced: null, text: 'OK' }],
    ['421', { code: 421, enhanced: null, text: '' }],
    ['550 10.5.1.1 is listed', { code: 550, enhanced: null, text: '10.5.1.1 is listed' }],
    [
      '550-5.7.26 This mail is unauthenticated,\r\n550-5.7.26 see\r\n550 5.7.26 the help. - gsmtp',
      { code: 550, enhanced: '5.7.26', text: 'This mail is unauthenticated, see the help. - gsmtp' },
    ],
    [
      '535 5.7.139 Authentication unsuccessful',
      { code: 535, enhanced: '5.7.139', text: 'Authentication unsuccessful' },
    ],
  ])('reads %j', (raw, reply) => {
    expect(parseReply(raw)).toEqual(reply);
  });

  it.each(['', 'HTTP/1.1 400 Bad Request', 'SSH-2.0-OpenSSH_9.6', '55', '999 no', '120 no'])(
    'refuses %j',
    (raw) => {
      expect(parseReply(raw)).toBeNull();
    },
  );

  it('formats as it was read', () => {
    const line = '550 5.1.1 No such user';
    const reply = parseReply(line);
    expect(reply && formatReply(reply)).toBe(line);
  });
});
