import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import DataStream from 'nodemailer/lib/smtp-connection/data-stream';
import { expect, it } from 'vitest';
import { readyMessage } from './ready-message.ts';

/** What goes into the socket, dot and all. */
function onTheWire(message: ReturnType<typeof readyMessage>): Promise<Buffer> {
  const stream = new DataStream();
  const out = buffer(stream.pipe(new PassThrough()));
  if (Buffer.isBuffer(message)) stream.end(message);
  else message.pipe(stream);
  return out;
}

const piece = fc.constantFrom('\r\n', '\r\n', '.', '..', 'a', 'é', '\r', '\n', ' ');
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

it('goes out as nodemailer would write it, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const raw = Buffer.from(written);
      expect((await onTheWire(readyMessage(raw))).toString()).toBe((await onTheWire(raw)).toString());
    }),
  );
});

it('is not looked through again when its lines end as they should', () => {
  expect(Buffer.isBuffer(readyMessage(Buffer.from('Subject: x\r\n\r\n.dot\r\n')))).toBe(false);
});

it.each(['a\nb\r\n', 'a\rb\r\n', '\n\r\n', 'a\r\n.\r\r\n', 'no end', ''])(
  'leaves %j, whose line ends need mending, to nodemailer',
  (written) => {
    expect(Buffer.isBuffer(readyMessage(Buffer.from(written)))).toBe(true);
  },
);
