import { describe, expect, it } from 'vitest';
import { WireStages } from './wire-stages.ts';

function follow(...lines: readonly string[]): { readonly seen: string[]; readonly stages: WireStages } {
  const seen: string[] = [];
  const stages = new WireStages({
    replied: (stage, reply) => seen.push(`${stage} ${reply.slice(0, 3)}`),
    secured: () => seen.push('secured'),
  });
  for (const line of lines) {
    if (line.startsWith('C: ')) stages.sent(line.slice(3));
    else stages.received(line.slice(3));
  }
  return { seen, stages };
}

const SESSION = ['S: 220 mx', 'C: EHLO here', 'S: 250-mx\r\n250 STARTTLS'];

describe('WireStages', () => {
  it('begins by waiting for the greeting', () => {
    expect(follow().stages.current).toBe('greeting');
  });

  it('knows the stage that is under way', () => {
    expect(follow(...SESSION, 'C: MAIL FROM:<a@b.c>').stages.current).toBe('mail-from');
  });

  it('gives pipelined commands their replies in order', () => {
    const { seen, stages } = follow(
      ...SESSION,
      'C: MAIL FROM:<a@b.c> SIZE=9',
      'C: RCPT TO:<d@e.f>',
      'C: DATA',
      'S: 250 ok',
      'S: 250 ok',
    );
    expect(seen).toEqual(['greeting 220', 'ehlo 250', 'mail-from 250', 'rcpt-to 250']);
    expect(stages.current).toBe('data');
  });

  it('waits for the reply to the message once the message is out', () => {
    const sent = [...SESSION, 'C: MAIL FROM:<a@b.c>', 'S: 250 ok', 'C: DATA', 'S: 354 go on'];
    const { seen, stages } = follow(...sent);
    expect([stages.current, stages.message]).toEqual(['data', 'begun']);
    stages.messageSent();
    expect([stages.current, stages.message]).toEqual(['reply', 'sent']);
    stages.received('250 queued');
    expect(seen.at(-1)).toBe('reply 250');
  });

  it('begins every message anew', () => {
    const { stages } = follow(...SESSION, 'C: MAIL FROM:<a@b.c>', 'S: 250 ok', 'C: DATA', 'S: 354 go on');
    stages.messageSent();
    stages.received('250 queued');
    stages.sent('MAIL FROM:<a@b.c>');
    expect(stages.message).toBe('none');
  });

  it('stays in STARTTLS until the handshake ends', () => {
    const sent = [...SESSION, 'C: STARTTLS', 'S: 220 go on'];
    expect(follow(...sent).stages.current).toBe('starttls');
    const { seen, stages } = follow(...sent, 'C: EHLO here');
    expect(seen.at(-1)).toBe('secured');
    expect(stages.current).toBe('ehlo');
  });

  it('counts every line of a sign-in as authentication, whatever it looks like', () => {
    const { seen } = follow(...SESSION, 'C: AUTH LOGIN', 'S: 334 VXNlcm5hbWU6', 'C: cm9ib3Rz', 'S: 535 no');
    expect(seen.slice(2)).toEqual(['authentication 334', 'authentication 535']);
  });

  it('has nothing to say about RSET', () => {
    const { seen } = follow(...SESSION, 'C: RSET', 'S: 250 ok');
    expect(seen).toEqual(['greeting 220', 'ehlo 250']);
  });
});
