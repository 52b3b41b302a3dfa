import { createHmac } from 'node:crypto';
import { md4 } from './md4.ts';

/** Who signs in by NTLM. */
export interface NtlmAccount {
  readonly user: string;
  /** Empty when the name says it all, as `user@domain.example` does. */
  readonly domain: string;
  readonly password: string;
}

/** What the server's CHALLENGE_MESSAGE says. */
interface NtlmChallenge {
  /** 8 bytes. */
  readonly nonce: Buffer;
  /** As it came: AV_PAIRs (MS-NLMP section 2.2.2.1). */
  readonly targetInfo: Buffer;
}

/** What is not the server's, so that the published examples can be followed. */
export interface NtlmChance {
  /** 8 bytes. */
  readonly nonce: Buffer;
  /** Epoch milliseconds. */
  readonly now: number;
}

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
/** Unicode, the target's name, NTLM, always sign, NTLMv2's session security, target information. */
const FLAGS = 0x0000_0001 | 0x0000_0004 | 0x0000_0200 | 0x0000_8000 | 0x0008_0000 | 0x0080_0000;
/** Between 1601 and 1970, in milliseconds. */
const FILE_TIME_BEGINS = 11_644_473_600_000n;
const TIMESTAMP_PAIR = 7;

/** The first message (MS-NLMP section 2.2.1.1): what we can do, and nothing of who we are. */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(32);
  SIGNATURE.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(FLAGS, 12);
  return message;
}

/** Reads the server's answer (MS-NLMP section 2.2.1.2); null when it is none. */
export function readChallenge(message: Buffer): NtlmChallenge | null {
  if (message.length < 48 || !message.subarray(0, 8).equals(SIGNATURE) || message.readUInt32LE(8) !== 2)
    return null;
  const [length, offset] = [message.readUInt16LE(40), message.readUInt32LE(44)];
  if (length === 0 || offset + length > message.length) return null;
  return { nonce: message.subarray(24, 32), targetInfo: message.subarray(offset, offset + length) };
}

/** The answer to the challenge by NTLMv2 (MS-NLMP sections 2.2.1.3 and 3.3.2). Never by the older ways, which give the password away. */
export function authenticateMessage(
  account: NtlmAccount,
  challenge: NtlmChallenge,
  chance: NtlmChance,
): Buffer {
  const { lm, nt } = ntlmV2(account, challenge, chance);
  const fields = [lm, nt, utf16(account.domain), utf16(account.user), Buffer.alloc(0), Buffer.alloc(0)];
  const header = Buffer.alloc(64);
  SIGNATURE.copy(header);
  header.writeUInt32LE(3, 8);
  let offset = header.length;
  for (const [index, field] of fields.entries()) {
    header.writeUInt16LE(field.length, 12 + index * 8);
    header.writeUInt16LE(field.length, 14 + index * 8);
    header.writeUInt32LE(offset, 16 + index * 8);
    offset += field.length;
  }
  header.writeUInt32LE(FLAGS, 60);
  return Buffer.concat([header, ...fields]);
}

function ntlmV2(
  { user, domain, password }: NtlmAccount,
  { nonce, targetInfo }: NtlmChallenge,
  chance: NtlmChance,
): { readonly lm: Buffer; readonly nt: Buffer } {
  const key = hmac(md4(utf16(password)), utf16(user.toUpperCase() + domain));
  const serverTime = timestampIn(targetInfo);
  const proven = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    serverTime ?? fileTime(chance.now),
    chance.nonce,
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ]);
  const lm = Buffer.concat([hmac(key, Buffer.concat([nonce, chance.nonce])), chance.nonce]);
  return {
    // A server that tells its time wants no answer of the older kind.
    lm: serverTime === null ? lm : Buffer.alloc(24),
    nt: Buffer.concat([hmac(key, Buffer.concat([nonce, proven])), proven]),
  };
}

function timestampIn(targetInfo: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= targetInfo.length; at += 4 + targetInfo.readUInt16LE(at + 2)) {
    const value = targetInfo.subarray(at + 4, at + 4 + targetInfo.readUInt16LE(at + 2));
    if (targetInfo.readUInt16LE(at) === TIMESTAMP_PAIR && value.length === 8) return value;
  }
  return null;
}

/** Tenths of microseconds since 1601. */
function fileTime(now: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(now) + FILE_TIME_BEGINS) * 10_000n);
  return time;
}

function hmac(key: Buffer, text: Buffer): Buffer {
  return createHmac('md5', key).update(text).digest();
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}
