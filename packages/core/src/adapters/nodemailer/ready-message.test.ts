import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import DataStream from 'nodemailer/lib/smtp-connection/data-stream';
import { expect, it } from 'vitest';
import { createMailBuilder } from './compose-mail.ts';
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

it('passes on a built mail as it stands, and one whose head was broken into with its line ends mended', async () => {
  const mail = {
    from: { address: 'a@a.example', name: null },
    replyTo: null,
    to: { address: 'b@b.example', name: null },
    subject: 'Subject',
    html: '<p>\r\n .dot</p>\n.',
    text: '.\n..\rend',
    language: 'en',
    identity: { messageId: '1@a.example', references: [] },
    date: 0,
    listId: null,
    unsubscribe: null,
    urgent: false,
  };
  for (const change of [{}, { to: { address: 'b@b.example\nX: 1', name: 'B\r' } }, { language: 'e\nX: 1' }]) {
    const raw = Buffer.from(await createMailBuilder().build({ ...mail, ...change }));
    const built = await createMailBuilder().build({ ...mail, ...change });
    if (!Buffer.isBuffer(built)) throw new Error('not a Buffer');
    expect((await onTheWire(readyMessage(built))).toString()).toBe((await onTheWire(raw)).toString());
  }
});
