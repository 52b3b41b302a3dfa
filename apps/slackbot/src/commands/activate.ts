import { activateDraft, viewSettings } from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { takeConfirmation } from './ask-first.ts';
import { askOrDo } from './ask-or-do.ts';
import { toldAnswer } from './change-answer.ts';
import type { Outcome, Subcommand } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';

/** `activate`: makes the draft active without a passed test, after a question. */
export const activate: Subcommand = {
  word: 'activate',
  aliases: ['activer'],
  summary: {
    en: 'Makes the draft active without a passed test. Asks first, and the audit log says so.',
    fr: 'Rend le brouillon actif sans test réussi. Pose d’abord la question, et le journal d’audit le mentionne.',
  },
  usage: 'activate [host | org NAME] [confirm]',
  examples: [
    {
      words: 'activate host',
      meaning: {
        en: 'when the server cannot be tested now',
        fr: 'si le serveur ne peut être testé maintenant',
      },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    if (rest.length > 0) return tooManyWords(invocation, { words: rest, example: 'activate host' });
    return askOrDo(invocation, {
      words: ['activate'],
      confirmed,
      instead: ['test'],
      async consider(scene) {
        const { draft } = await viewSettings(services, person.actor, { level: scene.level });
        const name = escapeMrkdwn(scene.name);
        if (draft !== null) return { kind: 'ask', question: texts.change.asks.activate(name) };
        return { kind: 'nothing', answer: toldAnswer([texts.change.noDraft(name)], scene) };
      },
      async act(scene) {
        const { number } = await activateDraft(services, person.actor, { level: scene.level, anyway: true });
        return toldAnswer([texts.change.activated(number)], scene);
      },
    });
  },
};
