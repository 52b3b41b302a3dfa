import { fieldOf, type FieldKey, type ShownRevision } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { shorten } from '../blocks/shorten.ts';
import { authorText } from '../commands/author-text.ts';
import { changedKeys } from './changed-fields.ts';
import type { EditContent, EditScene } from './edit-modal.ts';
import { KEPT, markOf, ownTexts, type FieldTexts } from './field-texts.ts';
import { newForm } from './new-form.ts';
import type { TypedForm } from './typed-texts.ts';

/** Letters of a value that are shown beside another one. */
const SHOWN = 200;

/**
 * The form once more when somebody saved meanwhile: what the person changed stands in it as typed, everything else as it is
 * now; where both changed the same, both values are said. Saving again is then based on what is now.
 * @param opened the scene with the form as it was opened, and the settings as they are now.
 */
export function conflictScene(
  opened: EditScene,
  { typed, fillName }: { readonly typed: TypedForm; readonly fillName: string },
): { readonly scene: EditScene; readonly content: EditContent } {
  const { settings, form, texts } = opened;
  const theirs = ownTexts(settings);
  const mine = changedKeys(form, typed.texts);
  const moved = [...theirs.keys()].filter((key) => markOf(theirs.get(key) ?? '') !== form.marks[key]);
  const same = (key: FieldKey) => markOf(theirs.get(key) ?? '') === markOf(typed.texts.get(key) ?? '');
  const contested = moved.filter((key) => mine.includes(key) && !same(key));
  const others = moved.filter((key) => !mine.includes(key));
  const newest = newestRevision(opened);
  return {
    scene: {
      ...opened,
      form: {
        ...newForm(settings, {
          origin: { channel: form.channel, home: form.home },
          command: form.command,
          person: form,
          slug: form.slug,
        }),
        preset: form.preset,
        more: form.more,
        contested: [...contested],
      },
    },
    content: {
      typed,
      filled: new Map(others.map((key) => [key, theirs.get(key) ?? ''])),
      fillName,
      notes: [
        texts.edit.conflict(newest === null ? '–' : authorText(newest.author), settings.head),
        ...contestedNotes(contested, opened, typed.texts),
        ...others.map((key) =>
          texts.edit.alsoChanged(labelOf(key, opened), valueText(theirs.get(key) ?? '', opened)),
        ),
      ],
    },
  };
}

/** Both values of the fields that two people changed. */
export function contestedNotes(
  keys: readonly FieldKey[],
  scene: EditScene,
  mine: FieldTexts,
): readonly string[] {
  const theirs = ownTexts(scene.settings);
  return keys.map((key) =>
    scene.texts.edit.contested(
      labelOf(key, scene),
      valueText(theirs.get(key) ?? '', scene),
      valueText(mine.get(key) ?? '', scene),
    ),
  );
}

/** The revision that was saved meanwhile. */
function newestRevision({ settings: { draft, active, head } }: EditScene): ShownRevision | null {
  return [draft?.revision ?? null, active].find((one) => one?.number === head) ?? null;
}

function labelOf(key: FieldKey, { person }: EditScene): string {
  return escapeMrkdwn(fieldOf(key).label[person.language]);
}

function valueText(text: string, { texts }: EditScene): string {
  if (text === '') return texts.view.notSet;
  return text === KEPT ? texts.view.secretSet : code(shorten(text, SHOWN));
}
