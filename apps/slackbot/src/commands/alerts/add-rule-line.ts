import { addRule, previewRule, type NewRule } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import type { Word } from '../../words/word.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome } from '../subcommand.ts';
import { readRule } from './read-rule.ts';
import { ruleAnswer } from './rule-answer.ts';
import { rulePreview } from './rule-preview.ts';
import { ruleProblem } from './rule-problem.ts';
import { typeRemarks } from './type-remarks.ts';

/** A line that would be a rule, with the mail that goes by it. */
export const ADD_EXAMPLE = 'rules add job.faulted severity:error to ops@acme.example';

/** `rules add …`: shows the rule that it would be, and adds it once that was confirmed. */
export async function addRuleLine(
  invocation: Invocation,
  { words, confirmed }: { readonly words: readonly Word[]; readonly confirmed: boolean },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'rules');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const read = readRule(words);
  if (!read.ok) return ruleProblem(invocation, read);
  const { recipients } = read.rule;
  if (recipients === undefined)
    return { kind: 'problem', problem: texts.rules.recipientMissing(code(`${command.name} ${ADD_EXAMPLE}`)) };
  const rule: NewRule = { ...read.rule, level, recipients };
  const lineOf = linesOf(command, organization);
  if (!confirmed)
    return rulePreview(invocation, {
      preview: await previewRule(services, person.actor, rule),
      before: null,
      confirmed: lineOf(['rules', 'add', ...words, 'confirm']),
      instead: lineOf(['rules']),
    });
  const saved = await addRule(services, person.actor, rule);
  return ruleAnswer(invocation, saved.rule, {
    told: [texts.rules.added, ...typeRemarks(saved.unknownTypes, texts)],
  });
}
