import { LANGUAGES } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { takeLevel } from '../words/take-level.ts';
import { tokenize } from '../words/tokenize.ts';
import { findSubcommand, wordsOf } from './find-subcommand.ts';
import { COMMANDS } from './registry.ts';

describe.each(COMMANDS)('$name', (command) => {
  it('has a name that Slack takes, with help in its words', () => {
    expect(command.name).toMatch(/^\/[a-z-]{1,31}$/);
    expect(findSubcommand(command, 'HELP')?.word).toBe('help');
  });

  it('gives no word two meanings, and none that names a level', () => {
    const words = wordsOf(command);
    expect(new Set(words).size).toBe(words.length);
    for (const word of words)
      expect(takeLevel([{ text: word, quoted: false }])).toMatchObject({ level: null });
  });

  it.each(command.subcommands)(
    'explains $word in every language, with examples that are read as meant',
    (one) => {
      expect(one.word).toMatch(/^[a-z]+$/);
      expect(one.usage.split(' ')[0]).toBe(one.word);
      expect(one.examples.length).toBeGreaterThan(0);
      for (const language of LANGUAGES) expect(one.summary[language]).toMatch(/^\p{Lu}.*\.$/u);
      for (const { words, meaning } of one.examples) {
        for (const language of LANGUAGES) expect(meaning[language]).not.toBe('');
        const tokens = tokenize(words);
        const taken = takeLevel(tokens.ok ? tokens.words : []);
        expect(taken.ok && findSubcommand(command, taken.rest[0]?.text ?? '')).toBe(one);
      }
    },
  );
});
