import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';

/** What a stand-in knows of a name. */
export interface StandInRecords {
  readonly txt?: readonly string[];
  readonly mx?: readonly string[];
  /** IPv4. */
  readonly a?: readonly string[];
}

/** A name server on loopback. */
export interface DnsStandIn {
  /** Address and port, as a resolver is told. */
  readonly server: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<number, keyof StandInRecords>> = { 1: 'a', 15: 'mx', 16: 'txt' };

/** Serves a table of records over UDP (RFC 1035); a name that is not in it does not exist, one that is null gets no answer. */
export async function startDnsStandIn(
  zone: Readonly<Record<string, StandInRecords | null>>,
): Promise<DnsStandIn> {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const reply = replyTo(question, zone);
    if (reply !== null) socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${String(socket.address().port)}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function replyTo(question: Buffer, zone: Readonly<Record<string, StandInRecords | null>>): Buffer | null {
  const { name, end } = nameAt(question, 12);
  const there = zone[name.toLowerCase()];
  if (there === null) return null;
  const number = question.readUInt16BE(end);
  const type = TYPES[number];
  const data = type === undefined ? [] : (there?.[type] ?? []).map((value) => dataOf(type, value));
  const head = Buffer.alloc(12);
  question.copy(head, 0, 0, 2);
  head.writeUInt16BE(there === undefined ? 0x81_83 : 0x81_80, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 6);
  return Buffer.concat([head, question.subarray(12, end + 4), ...data.map((one) => recordOf(number, one))]);
}

function nameAt(message: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), end: at + 1 };
}

/** The name is a pointer to the question's. */
function recordOf(type: number, data: Buffer): Buffer {
  const head = Buffer.from('c00c0000000100000001' + '0000', 'hex');
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: keyof StandInRecords, value: string): Buffer {
  switch (type) {
    case 'a':
      return Buffer.from(isIP(value) === 4 ? value.split('.').map(Number) : [0, 0, 0, 0]);
    case 'mx':
      return Buffer.concat([Buffer.from([0, 10]), ...value.split('.').map(counted), Buffer.from([0])]);
    case 'txt':
      return Buffer.concat((value.match(/.{1,255}/gs) ?? ['']).map(counted));
    default:
      return type satisfies never;
  }
}

/** Text behind its length in one byte. */
function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}
