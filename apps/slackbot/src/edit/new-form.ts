import type { SettingsView } from '@postern/core';
import type { ModalOrigin } from '../modals/modal-origin.ts';
import type { Person } from '../people/person.ts';
import type { EditForm } from './edit-form.ts';
import { marksOf, ownTexts } from './field-texts.ts';

/** The form of a level's settings as they are now, before anybody has touched it. */
export function newForm(
  settings: SettingsView,
  parts: {
    readonly origin: ModalOrigin;
    readonly command: string;
    readonly person: Pick<Person, 'teamId' | 'language'>;
    /** Null: the host. */
    readonly slug: string | null;
  },
): EditForm {
  const { origin, person, ...rest } = parts;
  return {
    ...origin,
    ...rest,
    teamId: person.teamId,
    language: person.language,
    head: settings.head,
    marks: marksOf(ownTexts(settings)),
    preset: null,
    more: false,
    contested: [],
  };
}
