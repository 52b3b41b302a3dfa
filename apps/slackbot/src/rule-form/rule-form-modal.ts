import { SEVERITIES } from '@postern/core';
import type { types } from '@slack/bolt';
import { LIMITS } from '../blocks/limits.ts';
import { section } from '../blocks/message-blocks.ts';
import { shorten } from '../blocks/shorten.ts';
import type { Messages } from '../messages/messages.ts';
import { RULE_FIELDS, RULE_FORM, type RuleField, type RuleForm, type RuleTexts } from './rule-form.ts';

/** The one action of every input: its block tells which it is. */
const INPUT = 'input';
/** The option that stands for none: Slack takes no empty value. */
export const ANY = 'any';

const LINES: readonly RuleField[] = ['process', 'robot', 'queue', 'folder', 'tenant', 'text', 'to'];

/** A rule as a form. What it matches is shown before it is saved, by the line that it becomes. */
export function ruleFormModal(form: RuleForm, values: RuleTexts, texts: Messages): types.ModalView {
  const { ruleForm } = texts;
  return {
    type: 'modal',
    callback_id: RULE_FORM,
    title: plain(form.id === null ? ruleForm.newTitle : ruleForm.editTitle, LIMITS.modal),
    submit: plain(ruleForm.look, LIMITS.modal),
    close: plain(texts.edit.cancel, LIMITS.modal),
    private_metadata: JSON.stringify(form),
    blocks: [
      section(ruleForm.intro),
      // What is too long for an input stays as it is; a line can change it.
      ...RULE_FIELDS.filter((field) => values[field].length <= LIMITS.text).map((field) =>
        input(field, values[field], texts),
      ),
    ],
  };
}

function input(field: RuleField, value: string, texts: Messages): types.InputBlock {
  const { label, hint } = texts.ruleForm.fields[field];
  return {
    type: 'input',
    block_id: field,
    optional: field !== 'to',
    label: plain(label, LIMITS.label),
    hint: plain(hint, LIMITS.label),
    element: elementOf(field, value, texts),
  };
}

function elementOf(
  field: RuleField,
  value: string,
  { ruleForm, recovery }: Messages,
): types.StaticSelect | types.PlainTextInput {
  if (field === 'recovery') return select(value, { on: recovery.on, off: recovery.off });
  if (field === 'severity') return severities(value, ruleForm.anySeverity);
  return field === 'atOnceFrom' ? severities(value, ruleForm.noneAtOnce) : textInput(field, value);
}

function textInput(field: RuleField, value: string): types.PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: INPUT,
    multiline: LINES.includes(field),
    ...(value === '' ? {} : { initial_value: value }),
  };
}

function severities(value: string, none: string): types.StaticSelect {
  return select(value, { [ANY]: none, ...Object.fromEntries(SEVERITIES.map((one) => [one, one])) });
}

/** @param names what stands for each value; the first is chosen when the value is none of them */
function select(value: string, names: Readonly<Record<string, string>>): types.StaticSelect {
  const options = Object.entries(names).map(([one, name]) => ({
    text: plain(name, LIMITS.option),
    value: one,
  }));
  const initial = options.find((one) => one.value === value) ?? options[0];
  return {
    type: 'static_select',
    action_id: INPUT,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: shorten(text, most), emoji: false };
}
