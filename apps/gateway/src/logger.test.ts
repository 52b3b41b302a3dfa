import { AppError, Secret } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import type { LogLevel } from './config-values.ts';

function logged(level: LogLevel, write: (logger: ReturnType<typeof createLogger>) => void): unknown[] {
  const lines: string[] = [];
  write(createLogger({ level, destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as unknown);
}

describe('createLogger', () => {
  it('writes one JSON object a line, with the level as a word and the time in ISO 8601', () => {
    expect(
      logged('info', (logger) => {
        logger.info({ kind: 'uipath' }, 'Webhook answered');
        logger.debug({}, 'Not at this level');
      }),
    ).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
        kind: 'uipath',
        msg: 'Webhook answered',
      },
    ]);
  });

  it('is quiet when told to be', () => {
    expect(logged('silent', (logger) => logger.error({}, 'Anything'))).toEqual([]);
  });

  it('keeps secrets and payloads out, whoever hands them over', () => {
    const lines = logged('debug', (logger) => {
      logger.info({ password: 'hunter2', request: { headers: { a: 'hunter2' }, body: 'hunter2' } }, 'One');
      logger.info({ token: 'hunter2', settings: { secret: 'hunter2' } }, 'Two');
      logger.info({ anything: new Secret('hunter2') }, 'Three');
    });
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('tells an error with its code, its inner detail and its causes, and nothing that hangs on it', () => {
    const cause = Object.assign(new Error('disk full'), { row: 'hunter2' });
    const error = new AppError('storage-unavailable', 'No room.', { detail: 'SQLITE_FULL', cause });
    const [line] = logged('info', (logger) => logger.error({ error }, 'Failed'));
    expect(line).toMatchObject({
      error: {
        name: 'AppError',
        code: 'storage-unavailable',
        message: 'No room.',
        detail: 'SQLITE_FULL',
        cause: { message: 'disk full' },
      },
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('writes nothing that a terminal acts upon, whatever a stranger puts into a path', () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } });
    const source = 'a\u001b[2J\u009b31m\u202e\u2028\u007f\nb';
    logger.info({ source, error: new Error(source) }, source);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ source, msg: source, error: { message: source } });
  });

  it('tells a thrown thing that is no error by its type alone', () => {
    const [line] = logged('info', (logger) => logger.error({ error: { body: 'hunter2' } }, 'Failed'));
    expect(line).toMatchObject({ error: '[object]' });
  });
});
