import { SMTP_PRESETS, type FieldKey } from '@postern/core';
import { contestedNotes } from './conflict-scene.ts';
import { EDIT_ACTIONS, type EditContent, type EditScene } from './edit-modal.ts';
import { ownTexts, type FieldTexts } from './field-texts.ts';
import type { TypedForm } from './typed-texts.ts';

/** The form after a press in it: a provider's values are filled in, more fields are shown, or the others' values are taken over. */
export function changeForm(
  opened: EditScene,
  action: { readonly id: string; readonly value: string | null },
  { typed, fillName }: { readonly typed: TypedForm; readonly fillName: string },
): { readonly scene: EditScene; readonly content: EditContent } {
  const { form, settings } = opened;
  const changed = (some: Partial<EditScene['form']>, filled: FieldTexts) => {
    const scene = { ...opened, form: { ...form, ...some } };
    const contested = [...ownTexts(settings).keys()].filter((key) => scene.form.contested.includes(key));
    const notes = contestedNotes(contested, scene, new Map([...typed.texts, ...filled]));
    return { scene, content: { typed, filled, fillName, notes } };
  };
  switch (action.id) {
    case EDIT_ACTIONS.preset:
      return changed({ preset: action.value }, presetTexts(action.value));
    case EDIT_ACTIONS.theirs: {
      const own = ownTexts(settings);
      const taken = [...own].filter(([key]) => form.contested.includes(key));
      return changed({ contested: [] }, new Map(taken));
    }
    default:
      return changed({ more: true }, new Map());
  }
}

function presetTexts(id: string | null): FieldTexts {
  const preset = SMTP_PRESETS.find((one) => one.id === id);
  if (preset === undefined) return new Map();
  const { host, port, secureConnection } = preset;
  return new Map<FieldKey, string>([
    ...(host === null ? [] : ([['smtpHost', host]] as const)),
    ['smtpPort', String(port)],
    ['secureConnection', secureConnection ? 'on' : 'off'],
  ]);
}
