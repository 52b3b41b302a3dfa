import { issueText } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { shorten } from '../../blocks/shorten.ts';
import { PACE_KEYS } from '../../words/pace-words.ts';
import { RECOVERY_KEYS } from '../../words/recovery-words.ts';
import type { Invocation, Outcome } from '../subcommand.ts';
import type { ReadRule } from './read-rule.ts';
import { unknownKey } from './unknown-key.ts';

/** Refuses a line about a rule that could not be read, with the way out. */
export function ruleProblem(
  invocation: Invocation,
  fault: Extract<ReadRule, { readonly ok: false }>,
): Outcome {
  const { texts, person } = invocation;
  switch (fault.fault) {
    case 'key':
      return unknownKey(invocation, { ...fault, subcommand: 'rules' });
    case 'pace': {
      const { part, text } = fault.problem;
      const [key] = PACE_KEYS[part];
      const shown = code(`${key}:${shorten(fault.typed, 60)}`);
      return {
        kind: 'problem',
        problem: {
          what:
            text === null
              ? texts.pace.unclear(shown)
              : `${shown}: ${escapeMrkdwn(issueText({ path: '', message: text }, person.language))}`,
          next: texts.pace.examples[part],
        },
      };
    }
    case 'recovery': {
      const [key] = RECOVERY_KEYS;
      const shown = code(`${key}:${shorten(fault.typed, 60)}`);
      return {
        kind: 'problem',
        problem: { what: texts.pace.unclear(shown), next: texts.recovery.example },
      };
    }
    default:
      return fault satisfies never;
  }
}
