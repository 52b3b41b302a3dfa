import { fieldOf, isSecretKey, type EffectiveField, type FieldKey } from '@postern/core';
import type { types } from '@slack/bolt';
import { LIMITS } from '../blocks/limits.ts';
import { shorten } from '../blocks/shorten.ts';
import type { Messages } from '../messages/messages.ts';
import type { Person } from '../people/person.ts';
import { blockOf } from './edit-form.ts';
import { KEPT } from './field-texts.ts';
import { NOTHING, VALUE } from './typed-texts.ts';

/** What an input needs to know. */
export interface FieldScene {
  /** What applies, and from where. */
  readonly effective: EffectiveField;
  /** Whether the level has set it itself. */
  readonly isSet: boolean;
  /** What stands in it; `''` for nothing. */
  readonly text: string;
  /** Its name: under the same one, Slack keeps what was typed. */
  readonly action: string;
  readonly texts: Messages;
  readonly person: Pick<Person, 'language'>;
}

/** The input of one field: what the level has set itself, and what applies where it has not. */
export function fieldInput(key: FieldKey, scene: FieldScene): types.InputBlock {
  const { label, help } = fieldOf(key);
  const { language } = scene.person;
  return {
    type: 'input',
    block_id: blockOf(key),
    optional: true,
    label: plain(label[language], LIMITS.label),
    hint: plain(help[language], LIMITS.label),
    element: elementOf(key, scene),
  };
}

function elementOf(key: FieldKey, scene: FieldScene): types.PlainTextInput | types.StaticSelect {
  const { text, action, texts } = scene;
  if (isSecretKey(key))
    return select(scene, [
      { text: texts.edit.keepSecret, value: `${VALUE}${KEPT}` },
      { text: texts.edit.dropSecret, value: NOTHING },
    ]);
  const nothing = { text: nothingText(scene), value: NOTHING };
  const field = fieldOf(key);
  if (field.kind === 'boolean')
    return select(scene, [
      nothing,
      { text: texts.view.switch.on, value: `${VALUE}on` },
      { text: texts.view.switch.off, value: `${VALUE}off` },
    ]);
  if (field.kind === 'choice') {
    const choices = (field.choices ?? []).map(String);
    return select(scene, [
      nothing,
      ...choices.map((choice) => ({ text: choice, value: `${VALUE}${choice}` })),
    ]);
  }
  const inherited = inheritedText(scene);
  const hint = inherited ?? texts.edit.example(field.example);
  return {
    type: 'plain_text_input',
    action_id: action,
    placeholder: plain(hint, LIMITS.placeholder),
    ...(text === '' ? {} : { initial_value: shorten(text, LIMITS.text) }),
  };
}

function select(
  { text, action }: FieldScene,
  choices: readonly { readonly text: string; readonly value: string }[],
): types.StaticSelect {
  const options = choices.map((one) => ({ text: plain(one.text, LIMITS.option), value: one.value }));
  const [first] = options;
  const chosen = options.find(({ value }) => value === `${VALUE}${text}`);
  const initial = chosen ?? options.find(({ value }) => value === NOTHING) ?? first;
  return {
    type: 'static_select',
    action_id: action,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** What applies where the level sets nothing; null when nothing does. */
function inheritedText({ effective, isSet, texts }: FieldScene): string | null {
  const { value, origin } = effective;
  if (isSet || value === null) return null;
  const shown = typeof value === 'boolean' ? texts.view.switch[value ? 'on' : 'off'] : String(value);
  return texts.edit.inherited(shown, texts.view.origins[origin]);
}

function nothingText(scene: FieldScene): string {
  const { texts } = scene;
  const inherited = inheritedText(scene);
  return inherited === null ? texts.view.notSet : texts.edit.notSet(inherited);
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: shorten(text, most), emoji: false };
}
