import { describe, expect, it } from 'vitest';
import { MINUTE } from '../kernel/clock.ts';
import { paceFromWords } from './pace-from-words.ts';

describe('a pace from words', () => {
  it('reads what is said, and nothing else', () => {
    expect(paceFromWords({})).toEqual({ pace: {}, problems: [] });
    expect(
      paceFromWords({
        digest: 'chaque jour à 8h',
        hours: ' Mon 08:00-09:00 ',
        storm: '5/2m',
        atOnceFrom: 'Error',
      }),
    ).toEqual({
      pace: {
        digest: { kind: 'at', days: [1, 2, 3, 4, 5, 6, 7], times: [480] },
        hours: [{ days: [1], from: 480, to: 540 }],
        storm: { most: 5, within: 2 * MINUTE },
        atOnceFrom: 'error',
      },
      problems: [],
    });
  });

  it.each(['off', 'Any', 'none', '', ' ', 'aucune', 'toujours'])('takes a part away by "%s"', (word) => {
    expect(paceFromWords({ digest: word, hours: word, storm: word, atOnceFrom: word })).toEqual({
      pace: { digest: null, hours: [], storm: null, atOnceFrom: null },
      problems: [],
    });
  });

  it('tells all problems at once: words that say nothing, and values that cannot be', () => {
    const { pace, problems } = paceFromWords({
      digest: 'soon',
      hours: 'Mon 08:00-09:00',
      storm: '0/10m',
      atOnceFrom: 'bad',
    });
    expect(pace).toEqual({ hours: [{ days: [1], from: 480, to: 540 }] });
    expect(problems).toEqual([
      { part: 'digest', text: null },
      { part: 'storm', text: 'A storm begins after 1 to 1000 mails.' },
      { part: 'atOnceFrom', text: 'The severity must be one of: info, success, warn, error, fatal.' },
    ]);
    const long = Array.from({ length: 30 }, () => '8h-9h').join(';');
    expect(paceFromWords({ digest: 'every 30 days', hours: long }).problems.map(({ text }) => text)).toEqual([
      'A digest waits at most 7 days.',
      'Give up to 20 stretches of hours.',
    ]);
  });
});
