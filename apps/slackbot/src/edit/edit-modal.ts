import {
  fieldOf,
  FIELDS,
  isSecretKey,
  SMTP_PRESETS,
  type EffectiveField,
  type FieldKey,
  type Organization,
  type SettingsView,
} from '@postern/core';
import type { types } from '@slack/bolt';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { LIMITS } from '../blocks/limits.ts';
import { context, header, section } from '../blocks/message-blocks.ts';
import { shorten } from '../blocks/shorten.ts';
import { authorText } from '../commands/author-text.ts';
import { linesOf } from '../commands/lines-of.ts';
import type { Messages } from '../messages/messages.ts';
import type { Person } from '../people/person.ts';
import { EDIT_FORM, type EditForm } from './edit-form.ts';
import { fieldInput } from './field-input.ts';
import { ownTexts, type FieldTexts } from './field-texts.ts';
import type { TypedForm } from './typed-texts.ts';

/** What a press in the form does. */
export const EDIT_ACTIONS = { preset: 'edit:preset', more: 'edit:more', theirs: 'edit:theirs' } as const;

/** What the form is made from. */
export interface EditScene {
  readonly settings: SettingsView;
  /** Null at the host. */
  readonly organization: Organization | null;
  readonly form: EditForm;
  readonly texts: Messages;
  readonly person: Pick<Person, 'language'>;
}

/** What stands in the form apart from what is set. */
export interface EditContent {
  readonly typed: TypedForm;
  /** Put in the place of what stood there. */
  readonly filled: FieldTexts;
  /** A name that no input had before: Slack shows what is filled in under a new name alone. */
  readonly fillName: string;
  /** Said on top; mrkdwn. */
  readonly notes: readonly string[];
}

/** Nothing but what is set. */
export const UNTOUCHED: EditContent = {
  typed: { texts: new Map(), actions: new Map() },
  filled: new Map(),
  fillName: 'value',
  notes: [],
};

/** The connection fields that most servers need; the others are shown when they are set, or on demand. */
const ESSENTIAL: readonly FieldKey[] = [
  'smtpHost',
  'smtpPort',
  'secureConnection',
  'useDefaultCredentials',
  'authentication',
  'smtpUsername',
];

/** The form with all fields of a level: connection, then sender. */
export function editModal(scene: EditScene, content: EditContent): types.ModalView {
  const { form, organization, texts, settings } = scene;
  const { draft } = settings;
  const told =
    draft === null
      ? []
      : [context(texts.edit.editsDraft(draft.revision.number, authorText(draft.revision.author)))];
  return {
    type: 'modal',
    callback_id: EDIT_FORM,
    title: title(texts.edit.title),
    submit: title(texts.edit.save),
    close: title(texts.edit.cancel),
    private_metadata: JSON.stringify(form),
    blocks: [
      ...content.notes.map(section),
      ...(form.contested.length === 0 ? [] : [button(EDIT_ACTIONS.theirs, texts.edit.takeTheirs)]),
      header(texts.view.title(organization?.name ?? texts.view.host)),
      ...told,
      ...connectionBlocks(scene, content),
      header(texts.edit.sender),
      ...FIELDS.filter(({ group }) => group === 'sender').map(({ key }) => fieldBlock(key, scene, content)),
    ],
  };
}

function connectionBlocks(scene: EditScene, content: EditContent): readonly types.KnownBlock[] {
  const { form, organization, texts, settings } = scene;
  const own = ownTexts(settings);
  const keys = FIELDS.filter(({ group, key }) => group === 'connection' && own.has(key)).map(
    ({ key }) => key,
  );
  const first = effectiveOf('smtpHost', settings);
  if (organization !== null && first.locked) {
    const server = `${String(first.value ?? '–')}:${String(effectiveOf('smtpPort', settings).value ?? '–')}`;
    return [header(texts.edit.connection), section(texts.edit.lockedConnection(escapeMrkdwn(server)))];
  }
  const shown = keys.filter(
    (key) => form.more || ESSENTIAL.includes(key) || own.get(key) !== '' || content.typed.texts.has(key),
  );
  const inherits = organization !== null && [...keys].every((key) => own.get(key) === '');
  const secret = linesOf({ name: form.command }, organization)(['secret', 'smtp-password']);
  return [
    header(texts.edit.connection),
    ...(inherits ? [context(texts.edit.inheritsConnection)] : []),
    presetInput(scene),
    ...presetAdvice(scene),
    ...shown.map((key) => fieldBlock(key, scene, content)),
    context(texts.edit.secrets(code(`${secret.command} ${secret.typed}`))),
    ...(shown.length < keys.length ? [button(EDIT_ACTIONS.more, texts.edit.more)] : []),
  ];
}

function presetInput({ form, texts, person }: EditScene): types.InputBlock {
  const options = SMTP_PRESETS.map(({ id, name }) => ({
    text: { type: 'plain_text' as const, text: name[person.language] },
    value: id,
  }));
  const chosen = options.find(({ value }) => value === form.preset);
  return {
    type: 'input',
    block_id: 'preset',
    optional: true,
    dispatch_action: true,
    label: { type: 'plain_text', text: texts.edit.provider },
    element: {
      type: 'static_select',
      action_id: EDIT_ACTIONS.preset,
      placeholder: { type: 'plain_text', text: texts.edit.chooseProvider },
      options,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  };
}

function presetAdvice({ form, person }: EditScene): readonly types.KnownBlock[] {
  const chosen = SMTP_PRESETS.find(({ id }) => id === form.preset);
  return chosen === undefined ? [] : [section(`:bulb: ${escapeMrkdwn(chosen.advice[person.language])}`)];
}

function fieldBlock(key: FieldKey, scene: EditScene, content: EditContent): types.KnownBlock {
  const { settings, organization, texts, person } = scene;
  const { typed, filled, fillName } = content;
  const effective = effectiveOf(key, settings);
  if (organization !== null && effective.locked && !isSecretKey(key)) {
    const value = effective.value === null ? texts.view.notSet : code(shorten(String(effective.value), 200));
    return section(texts.edit.locked(escapeMrkdwn(fieldOf(key).label[person.language]), value));
  }
  const own = ownTexts(settings).get(key) ?? '';
  const text = filled.get(key) ?? typed.texts.get(key) ?? own;
  const action = filled.has(key) ? fillName : (typed.actions.get(key) ?? UNTOUCHED.fillName);
  return fieldInput(key, { effective, isSet: own !== '', text, action, texts, person });
}

/** What applies, or will with the draft. */
function effectiveOf(wanted: FieldKey, { draft, effective }: SettingsView): EffectiveField {
  const { fields } = draft?.effective ?? effective;
  const found = fields.find(({ key }) => key === wanted);
  return (
    found ?? {
      key: wanted,
      group: fieldOf(wanted).group,
      value: null,
      secret: null,
      origin: 'default',
      locked: false,
    }
  );
}

function title(text: string): types.PlainTextElement {
  return { type: 'plain_text', text: shorten(text, LIMITS.modal) };
}

function button(action: string, text: string): types.ActionsBlock {
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: action, text: { type: 'plain_text', text } }],
  };
}
