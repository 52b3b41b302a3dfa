import { findRule, previewRuleChange, ruleMark, updateRule } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { writeLine } from '../../words/write-line.ts';
import type { Word } from '../../words/word.ts';
import type { Invocation, Outcome } from '../subcommand.ts';
import { readRule } from './read-rule.ts';
import { ruleAnswer } from './rule-answer.ts';
import { rulePreview } from './rule-preview.ts';
import { ruleProblem } from './rule-problem.ts';
import { typeRemarks } from './type-remarks.ts';

const EXAMPLE = 'rules edit ID process:Invoice';

/** `rules edit ID …`: shows the rule as it would be, and changes it once that was confirmed. */
export async function editRuleLine(
  invocation: Invocation,
  {
    id,
    words,
    confirmed,
  }: { readonly id: string; readonly words: readonly Word[]; readonly confirmed: boolean },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const before = await findRule(services, person.actor, id);
  const read = readRule(words);
  if (!read.ok) return ruleProblem(invocation, read);
  if (words.length === 0)
    return { kind: 'problem', problem: texts.rules.changeMissing(code(`${command.name} ${EXAMPLE}`)) };
  const { rule: change, mark: typedMark } = read;
  const expectedMark = typedMark ?? ruleMark(before);
  if (!confirmed && expectedMark === ruleMark(before))
    return rulePreview(invocation, {
      preview: await previewRuleChange(services, person.actor, { ruleId: id, ...change }),
      before,
      // What is saved is a change of what was looked at.
      confirmed: {
        command: command.name,
        typed: writeLine(['rules', 'edit', id, ...withMark(words, expectedMark), 'confirm']),
      },
      instead: { command: command.name, typed: `rules show ${id}` },
    });
  const saved = await updateRule(services, person.actor, { ruleId: id, expectedMark, ...change });
  const told =
    saved.outcome === 'unchanged'
      ? texts.alerts.ruleUnchanged(escapeMrkdwn(before.name))
      : texts.rules.changed;
  return ruleAnswer(invocation, saved.rule, { told: [told, ...typeRemarks(saved.unknownTypes, texts)] });
}

/** Behind `to` too a word with a key is no address. */
function withMark(words: readonly Word[], mark: string): readonly (Word | string)[] {
  return words.some(({ text }) => text.toLowerCase().startsWith('mark:'))
    ? words
    : [...words, `mark:${mark}`];
}
