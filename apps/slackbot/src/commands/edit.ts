import { viewSettings } from '@postern/core';
import { editModal, UNTOUCHED } from '../edit/edit-modal.ts';
import { newForm } from '../edit/new-form.ts';
import { findLevel } from './find-level.ts';
import type { Outcome, Subcommand } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';

/** `edit`: the settings of a level as a form. */
export const edit: Subcommand = {
  word: 'edit',
  aliases: ['modifier', 'éditer', 'editer'],
  summary: {
    en: 'Opens a form with the settings of a level, and fills in what a provider needs.',
    fr: 'Ouvre un formulaire avec les paramètres d’un niveau, et remplit ce qu’exige un fournisseur.',
  },
  usage: 'edit [host | org NAME]',
  examples: [
    {
      words: 'edit org acme',
      meaning: { en: 'what acme has set itself', fr: 'ce que acme a défini elle-même' },
    },
  ],
  audience: 'administrators',
  opensModal: true,
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services, origin } = invocation;
    if (words.length > 0) return tooManyWords(invocation, { words, example: 'edit host' });
    const found = await findLevel(invocation, 'edit');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const settings = await viewSettings(services, person.actor, { level });
    const form = newForm(settings, {
      origin,
      command: command.name,
      person,
      slug: organization?.slug ?? null,
    });
    return { kind: 'modal', view: editModal({ settings, organization, form, texts, person }, UNTOUCHED) };
  },
};
