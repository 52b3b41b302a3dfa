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

  it('offers TLS where there is any, and says nothing more in the clear', () => {
    const seen = { replies: '', secured: 0 };
    const session = new SinkSession({
      write: (reply) => (seen.replies += reply),
      onMail: () => undefined,
      end: () => undefined,
      startTls: () => (seen.secured += 1),
    });
    session.take(Buffer.from('EHLO bench\r\n'));
    expect(seen).toEqual({ replies: expect.stringContaining('250-STARTTLS\r\n') as string, secured: 0 });
    session.take(Buffer.from('STARTTLS\r\n'));
    expect(seen).toEqual({
      replies: expect.stringMatching(/SMTPUTF8\r\n220 go on\r\n$/) as string,
      secured: 1,
    });
  });

  it('has no TLS where it offers none', () => {
    const { replies } = converse([Buffer.from('EHLO bench\r\nSTARTTLS\r\n')]);
    expect(replies).not.toContain('250-STARTTLS');
    expect(replies).toMatch(/502 no TLS here\r\n$/);
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
