import { changeSettings, fieldOf, FIELDS, issueText, toAppError, type AppError } from '@postern/core';
import type { types } from '@slack/bolt';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { changeMessage } from '../commands/change-answer.ts';
import { linesOf } from '../commands/lines-of.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { messageModal } from '../modals/message-modal.ts';
import type { Person } from '../people/person.ts';
import type { Services } from '../services.ts';
import { changedKeys, changeOf } from './changed-fields.ts';
import { conflictScene } from './conflict-scene.ts';
import { blockOf, type EditForm } from './edit-form.ts';
import { editModal, type EditScene } from './edit-modal.ts';
import { loadScene } from './load-scene.ts';
import type { TypedForm } from './typed-texts.ts';

/** What a submission comes to. */
export type FormOutcome =
  /** Errors at their inputs, by block, and all of them in words for when that is not possible any more. */
  | {
      readonly kind: 'errors';
      readonly errors: Readonly<Record<string, string>>;
      /** mrkdwn */
      readonly notice: string;
    }
  /** Said on top of the form, which stays as it is; mrkdwn. */
  | { readonly kind: 'notice'; readonly notice: string }
  | { readonly kind: 'view'; readonly view: types.ModalView };

/** Who submitted what. */
export interface Submission {
  readonly person: Person;
  readonly form: EditForm;
  readonly typed: TypedForm;
}

/**
 * Saves what the person changed in the form, and nothing else, as `set` would.
 * @throws AppError what core throws, except for what can be corrected in the form.
 */
export async function submitEdit(
  services: Services,
  { person, form, typed }: Submission,
): Promise<FormOutcome> {
  const scene = await loadScene(services, person, form);
  const keys = changedKeys(form, typed.texts);
  const { level } = scene.settings;
  try {
    const change =
      keys.length === 0
        ? ({ outcome: 'unchanged' } as const)
        : await changeSettings(services, person.actor, {
            level,
            ...changeOf(keys, typed.texts),
            expectedHead: form.head,
          });
    const texts = messagesOf(person.language);
    const message = changeMessage(change, {
      scene: {
        invocation: { texts, person },
        name: scene.organization?.name ?? texts.view.host,
        lineOf: linesOf({ name: form.command }, scene.organization),
      },
      saved: texts.change.saved(texts.list(keys.map((key) => code(fieldOf(key).name)))),
    });
    const origin = { channel: form.channel, home: form.home };
    return { kind: 'view', view: messageModal(message, { texts, origin }) };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'conflict') {
      // Loaded once more: what was saved meanwhile may be newer than what the form was compared with.
      const now = await loadScene(services, person, form);
      const again = conflictScene(now, { typed, fillName: services.newId() });
      return { kind: 'view', view: editModal(again.scene, again.content) };
    }
    if (error.issues.length > 0) return refusal(error, scene, typed);
    throw error;
  }
}

/** At their fields when each has its input; else on top, all of them. */
function refusal({ issues }: AppError, { texts, person }: EditScene, typed: TypedForm): FormOutcome {
  const placed = issues.map((issue) => {
    const field = FIELDS.find(({ name }) => name === issue.path);
    const message = issueText(issue, texts.language);
    return {
      block: field === undefined || !typed.texts.has(field.key) ? null : blockOf(field.key),
      field,
      message,
    };
  });
  const lines = placed.map(({ field, message }) =>
    field === undefined
      ? escapeMrkdwn(message)
      : texts.edit.problem(escapeMrkdwn(field.label[person.language]), escapeMrkdwn(message)),
  );
  const notice = texts.edit.refused(lines.join('\n'));
  if (placed.some(({ block }) => block === null)) return { kind: 'notice', notice };
  const errors: Record<string, string> = {};
  for (const { block, message } of placed)
    if (block !== null) errors[block] = [errors[block], message].filter((one) => one !== undefined).join(' ');
  return { kind: 'errors', errors, notice };
}
