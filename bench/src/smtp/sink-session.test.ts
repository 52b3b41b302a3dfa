import { describe, expect, it } from 'vitest';
import { SinkSession } from './sink-session.ts';

const MAIL = 'Subject: One\r\n\r\n..dots\r\nand a . in a line\r\n';
const CONVERSATION = [
  'EHLO bench\r\n',
  'MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n',
  `${MAIL}.\r\n`,
  'MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n',
  `${MAIL}.\r\nQUIT\r\n`,
].join('');

function converse(chunks: readonly Buffer[]) {
  const seen = { replies: '', mails: [] as string[], ended: false };
  const session = new SinkSession({
    write: (reply) => (seen.replies += reply),
    onMail: (raw) => seen.mails.push(raw.toString('latin1')),
    end: () => (seen.ended = true),
  });
  for (const chunk of chunks) session.take(chunk);
  return { ...seen, codes: seen.replies.match(/^\d{3}(?= )/gm) };
}

describe('a session of the sink', () => {
  it('takes pipelined mails as they came, and says goodbye', () => {
    expect(converse([Buffer.from(CONVERSATION)])).toMatchObject({
      codes: ['220', '250', '250', '250', '354', '250', '250', '250', '354', '250', '221'],
      mails: [MAIL, MAIL],
      ended: true,
    });
  });

  it('takes the same from chunks cut anywhere', () => {
    const whole = Buffer.from(CONVERSATION);
    const expected = converse([whole]);
    for (let cut = 1; cut < whole.length; cut += 1) {
      expect(converse([whole.subarray(0, cut), whole.subarray(cut)])).toEqual(expected);
    }
    expect(converse(Array.from(whole, (byte) => Buffer.from([byte])))).toEqual(expected);
  });
});
