import { AppError } from '@postern/core';
import { LogLevel } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createBoltLogger } from './bolt-logger.ts';
import { createLogger } from './logger.ts';

/** Put together, so that no scanner takes them for real ones. */
const TOKENS = ['xoxb', 'xoxp', 'xapp', 'xoxe.xoxb'].map((kind) => `${kind}-1-AbC-123`);
const RESPONSE_URL = 'https://hooks.slack.com/commands/T1/2/abcdef';

function recordingLogger() {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line: string) => lines.push(line) } });
  return { lines, logger };
}

describe('createLogger', () => {
  it('writes no token and no address to answer to, wherever they stand', () => {
    const { lines, logger } = recordingLogger();
    const cause = new Error(`fetch ${RESPONSE_URL} failed with ${TOKENS.join(' ')}`);
    logger.error(
      { error: new AppError('internal', 'x', { cause, detail: TOKENS.join() }), deep: { a: [RESPONSE_URL] } },
      'It failed',
    );
    logger.info({ url: 'wss://wss.slack.com/link?ticket=abc' }, 'Connected');
    for (const secret of [...TOKENS, 'AbC-123', RESPONSE_URL, 'abcdef', 'ticket=abc'])
      expect(lines.join('')).not.toContain(secret);
    expect(lines.join('')).toContain('[response_url]');
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('writes nothing that a terminal acts upon', () => {
    const { lines, logger } = recordingLogger();
    const name = 'a\u009b31m\u202e\u2028\u007f\nb';
    logger.info({ name }, name);
    expect(lines.join('').slice(0, -1)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name, msg: name });
  });

  it('writes nothing that was typed', () => {
    const { lines, logger } = recordingLogger();
    logger.info({ text: 'set smtp-password hunter2', request: { body: 'hunter2' } }, 'Command');
    expect(lines.join('')).not.toContain('hunter2');
  });
});

describe('createBoltLogger', () => {
  it('drops debug lines, and stays at info whatever is asked of it', () => {
    const { lines, logger } = recordingLogger();
    const bolt = createBoltLogger(logger);
    bolt.setLevel(LogLevel.DEBUG);
    bolt.debug('Received a message on the WebSocket: {"text":"hunter2"}');
    expect(bolt.getLevel()).toBe(LogLevel.INFO);
    expect(lines).toEqual([]);
  });

  it('logs an error by its text, not by what hangs on it', () => {
    const { lines, logger } = recordingLogger();
    createBoltLogger(logger).warn('It failed:', Object.assign(new Error('no'), { req: { body: 'hunter2' } }));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', said: 'It failed: Error: no' });
    expect(lines.join('')).not.toContain('hunter2');
  });
});
