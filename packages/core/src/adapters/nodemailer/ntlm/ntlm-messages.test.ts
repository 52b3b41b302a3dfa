import { describe, expect, it } from 'vitest';
import { authenticateMessage, negotiateMessage, readChallenge } from './ntlm-messages.ts';

/** MS-NLMP sections 4.2.1 and 4.2.4: the published example of NTLMv2. The time in it is zero, which is 1601. */
const ACCOUNT = { user: 'User', domain: 'Domain', password: 'Password' };
const CHANCE = { nonce: Buffer.alloc(8, 0xaa), now: -11_644_473_600_000 };
const TARGET_INFO = Buffer.concat([
  pair(2, Buffer.from('Domain', 'utf16le')),
  pair(1, Buffer.from('Server', 'utf16le')),
  pair(0, Buffer.alloc(0)),
]);
const CHALLENGE = { nonce: Buffer.from('0123456789abcdef', 'hex'), targetInfo: TARGET_INFO };

function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

function challengeMessage(targetInfo: Buffer): Buffer {
  const head = Buffer.alloc(48);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(2, 8);
  CHALLENGE.nonce.copy(head, 24);
  head.writeUInt16LE(targetInfo.length, 40);
  head.writeUInt32LE(48, 44);
  return Buffer.concat([head, targetInfo]);
}

/** The fields of an AUTHENTICATE_MESSAGE, in the order of the header. */
function fieldsOf(message: Buffer): Buffer[] {
  return [12, 20, 28, 36, 44, 52].map((at) => {
    const offset = message.readUInt32LE(at + 4);
    return message.subarray(offset, offset + message.readUInt16LE(at));
  });
}

describe('the answer by NTLMv2', () => {
  it('is the published one', () => {
    const [lm, nt, domain, user] = fieldsOf(authenticateMessage(ACCOUNT, CHALLENGE, CHANCE));
    expect(lm?.toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
    expect(nt?.subarray(0, 16).toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(domain?.toString('utf16le')).toBe('Domain');
    expect(user?.toString('utf16le')).toBe('User');
  });

  it('takes the server’s time where it tells it, and leaves the older answer out', () => {
    const time = Buffer.from('0011223344556677', 'hex');
    const challenge = { ...CHALLENGE, targetInfo: Buffer.concat([pair(7, time), TARGET_INFO]) };
    const [lm, nt] = fieldsOf(authenticateMessage(ACCOUNT, challenge, CHANCE));
    expect(lm).toEqual(Buffer.alloc(24));
    expect(nt?.subarray(24, 32)).toEqual(time);
  });
});

describe('the challenge', () => {
  it('is read back', () => {
    expect(readChallenge(challengeMessage(TARGET_INFO))).toEqual(CHALLENGE);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a message of ours', negotiateMessage()],
    ['a message that ends early', challengeMessage(TARGET_INFO).subarray(0, 60)],
    ['no target', challengeMessage(Buffer.alloc(0))],
  ])('is none where there is %s', (_what, message) => {
    expect(readChallenge(message)).toBeNull();
  });
});
