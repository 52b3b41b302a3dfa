import { pino } from 'pino';
import { expect, it } from 'vitest';
import { gatherLines } from './gather-lines.ts';

function gathering() {
  const written: string[] = [];
  const ends: (() => void)[] = [];
  const lines = gatherLines(
    { write: (text) => written.push(text) },
    { soon: (callback) => ends.push(callback) },
  );
  const said = () =>
    written.map((text) => [...text.matchAll(/"msg":"(\w+)"/g)].map(([, message]) => message).join(' '));
  return { logger: pino({}, lines), lines, said, endTurn: () => ends.splice(0).forEach((end) => end()) };
}

it('writes the lines of a turn together', () => {
  const { logger, said, endTurn } = gathering();
  logger.info('one');
  logger.info('two');
  expect(said()).toEqual([]);
  endTurn();
  logger.info('three');
  endTurn();
  endTurn();
  expect(said()).toEqual(['one two', 'three']);
});

it.each(['warn', 'error', 'fatal'] as const)(
  'writes a line of level %s at once, with all before it',
  (level) => {
    const { logger, said, endTurn } = gathering();
    logger.info('one');
    logger[level]('two');
    expect(said()).toEqual(['one two']);
    logger.info('three');
    endTurn();
    expect(said()).toEqual(['one two', 'three']);
  },
);

it('lets no more than a few pages of lines wait, and none when it is told', () => {
  const { logger, lines, said } = gathering();
  for (let number = 0; number < 100; number += 1) logger.info({ filler: 'x'.repeat(1_000) }, 'long');
  expect(said().length).toBeGreaterThan(5);
  lines.flush();
  expect(said().join(' ').split(' ')).toHaveLength(100);
});
