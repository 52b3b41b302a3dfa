import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMrkdwn } from '../src/blocks/escape-mrkdwn.ts';
import { readRule } from '../src/commands/alerts/read-rule.ts';
import { readEditForm } from '../src/edit/edit-form.ts';
import { readTyped } from '../src/edit/typed-texts.ts';
import { readPress } from '../src/read-press.ts';
import { readRuleForm } from '../src/rule-form/rule-form.ts';
import { readMatchers } from '../src/words/matcher-words.ts';
import { readAssignments } from '../src/words/read-assignments.ts';
import { readMention } from '../src/words/read-mention.ts';
import { readOptions } from '../src/words/read-options.ts';
import { takeLevel } from '../src/words/take-level.ts';
import { tokenize } from '../src/words/tokenize.ts';

const letter = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const WORDS = [
  ...[
    'smtp-host',
    'smtp-password',
    'org',
    'host',
    'acme',
    'to',
    'name:',
    'process:',
    'severity:error',
    'recovery:',
    'fin:non',
    'type=',
  ],
  ...[
    '=',
    ' ',
    '"',
    '“',
    '”',
    "'",
    '\\',
    '<@U1>',
    '<!subteam^S1>',
    '<#C1|x>',
    '<mailto:a@b.example|a@b.example>',
  ],
  ...['&amp;', '&lt;', '<', '>', '|', '`', '\n', '__proto__', 'constructor', 'env:X', 'a@b.example', ','],
];
const line = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, letter), { maxLength: 20 })
  .map((parts) => parts.join(''));
const words = line.map((typed) => {
  const tokens = tokenize(typed);
  return tokens.ok ? tokens.words : [];
});
const json = fc.oneof(fc.json(), line);

describe('a line that somebody types', () => {
  it('is words, or an open quote', () => {
    fc.assert(
      fc.property(line, (typed) => {
        const tokens = tokenize(typed);
        if (!tokens.ok) expect(tokens.openQuote).not.toBe('');
        else if (typed.trim() === '') expect(tokens.words).toEqual([]);
      }),
    );
  });

  it('names one level and leaves every other word', () => {
    fc.assert(
      fc.property(words, (given) => {
        const taken = takeLevel(given);
        if (!taken.ok) return;
        const named = taken.level === null ? 0 : taken.level.kind === 'host' ? 1 : 2;
        expect(taken.rest).toHaveLength(given.length - named);
      }),
    );
  });

  it('sets fields that there are, and never gives on a secret that was typed', () => {
    fc.assert(
      fc.property(words, (given) => {
        const read = readAssignments(given);
        if (read.ok) {
          expect(Object.keys(read.set).toSorted()).toEqual(read.keys.toSorted());
          expect(typeof (read.set['smtpPassword'] ?? { reference: '' })).toBe('object');
        } else if (read.problem === 'secret-typed') {
          expect(Object.keys(read).toSorted()).toEqual(['key', 'ok', 'problem']);
        }
      }),
    );
  });

  it('is matchers, options and a rule, whose lists are lists and whose keys are known', () => {
    fc.assert(
      fc.property(words, (given) => {
        const matchers = readMatchers(given);
        if (matchers.ok)
          for (const [key, value] of Object.entries(matchers.matchers))
            expect(Array.isArray(value) || key === 'minimumSeverity').toBe(true);
        const { options, rest } = readOptions(given, { name: ['name'], mark: ['mark'] });
        expect(Object.keys(options).filter((key) => !['name', 'mark'].includes(key))).toEqual([]);
        expect(rest.length).toBeLessThanOrEqual(given.length);
        const rule = readRule(given);
        if (rule.ok) for (const { address } of rule.rule.recipients ?? []) expect(address).not.toBe('');
      }),
    );
  });

  it('mentions somebody of the workspace where it was typed, or nobody', () => {
    fc.assert(
      fc.property(line, (typed) => {
        expect(readMention(typed, 'T1')?.teamId ?? 'T1').toBe('T1');
      }),
    );
  });

  it('is shown again without a mention, a link or a broadcast', () => {
    fc.assert(
      fc.property(line, (typed) => {
        expect(escapeMrkdwn(typed)).not.toMatch(/[<>]/);
      }),
    );
  });
});

describe('what comes back from Slack', () => {
  it('is a form that we made, or none', () => {
    fc.assert(
      fc.property(json, (metadata) => {
        expect(readEditForm(metadata)).toBeNull();
        expect(readRuleForm(metadata)).toBeNull();
      }),
    );
  });

  it('is what was typed into fields that there are', () => {
    const state = fc.dictionary(
      fc.constantFrom('field:smtpHost', 'field:smtpPort', '__proto__', 'field:none'),
      fc.dictionary(
        fc.string(),
        fc.oneof(fc.anything(), fc.record({ value: fc.oneof(line, fc.constant(null)) })),
      ),
    );
    fc.assert(
      fc.property(fc.oneof(state, fc.anything()), (values) => {
        for (const text of readTyped(values).texts.values()) expect(typeof text).toBe('string');
      }),
    );
  });

  it('is a press of somebody, on a command that there is, or no press', () => {
    const body = fc.oneof(
      fc.anything(),
      fc.record(
        {
          user: fc.oneof(fc.record({ id: line }), fc.anything()),
          team: fc.oneof(fc.record({ id: line }), fc.anything()),
          response_url: fc.oneof(line, fc.anything()),
          view: fc.oneof(
            fc.record({ id: line, type: fc.constant('modal'), private_metadata: json }),
            fc.anything(),
          ),
        },
        { requiredKeys: [] },
      ),
    );
    const value = fc.oneof(
      json,
      fc.record({ command: fc.constant('/postern'), typed: line }).map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(body, value, (given, pressed) => {
        const press = readPress(given, pressed);
        if (press === null) return;
        expect(press.typed.length).toBeLessThanOrEqual(2_000);
        expect(press.command.name).toMatch(/^\//);
      }),
    );
  });
});
