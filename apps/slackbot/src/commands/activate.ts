import { activateDraft } from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { askFirst, takeConfirmation } from './ask-first.ts';
import { toldAnswer } from './change-answer.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
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
    const { command, texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    if (rest.length > 0) {
      return tooManyWords(invocation, { words: rest, example: 'activate host' });
    }
    const found = await findLevel(invocation, 'activate');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const name = organization?.name ?? texts.view.host;
    const lineOf = linesOf(command, organization);
    if (!confirmed)
      return askFirst({
        title: texts.view.title(name),
        question: texts.change.asks.activate(escapeMrkdwn(name)),
        confirmed: lineOf(['activate', 'confirm']),
        instead: lineOf(['test']),
        texts,
      });
    const { number } = await activateDraft(services, person.actor, { level, anyway: true });
    return toldAnswer([texts.change.activated(number)], { invocation, name, lineOf });
  },
};
