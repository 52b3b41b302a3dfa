import { findRule, ruleMark } from '@postern/core';
import { marksOf } from '../../edit/field-texts.ts';
import { RULE_FIELDS } from '../../rule-form/rule-form.ts';
import { NO_RULE, ruleTexts } from '../../rule-form/rule-texts.ts';
import { ruleFormModal } from '../../rule-form/rule-form-modal.ts';
import { findLevel } from '../find-level.ts';
import type { Outcome, Subcommand } from '../subcommand.ts';
import { tooManyWords } from '../too-many-words.ts';

/** `form`: a new rule as a form; `form ID`: one that there is. */
export const ruleForm: Subcommand = {
  word: 'form',
  aliases: ['formulaire'],
  summary: {
    en: 'Opens a form for a new alert rule, or for one that there is.',
    fr: 'Ouvre un formulaire pour une nouvelle règle d’alerte, ou pour une règle existante.',
  },
  usage: 'form [ID] [host | org NAME]',
  examples: [
    { words: 'form org acme', meaning: { en: 'a new rule of acme', fr: 'une nouvelle règle de acme' } },
  ],
  audience: 'administrators',
  opensModal: true,
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services, origin } = invocation;
    const [id, ...more] = words.map(({ text }) => text);
    if (more.length > 0) return tooManyWords(invocation, { words, example: 'form org acme' });
    const rule = id === undefined ? null : await findRule(services, person.actor, id);
    const found = rule === null ? await findLevel(invocation, 'form') : null;
    if (found?.kind === 'problem') return found;
    const organization = found?.organization ?? null;
    const values = rule === null ? NO_RULE : ruleTexts(rule, person.language);
    const form = {
      ...origin,
      command: command.name,
      language: person.language,
      level: organization === null ? ['host'] : ['org', organization.slug],
      id: rule?.id ?? null,
      mark: rule === null ? null : ruleMark(rule),
      marks: marksOf(new Map(RULE_FIELDS.map((field) => [field, values[field]]))),
    };
    return { kind: 'modal', view: ruleFormModal(form, values, texts) };
  },
};
