import { resetSettings } from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { askFirst, takeConfirmation } from './ask-first.ts';
import { toldAnswer } from './change-answer.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Outcome, Subcommand } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';

/** `reset`: takes away all that a level has set, after a question. */
export const reset: Subcommand = {
  word: 'reset',
  aliases: ['réinitialiser', 'reinitialiser'],
  summary: {
    en: 'Takes away all that a level has set; an organization is back on the host’s values. Asks first.',
    fr: 'Retire tout ce qu’un niveau a défini ; une organisation revient aux valeurs de l’hôte. Pose d’abord la question.',
  },
  usage: 'reset [host | org NAME] [confirm]',
  examples: [
    {
      words: 'reset org acme',
      meaning: { en: 'acme sends with the host’s settings', fr: 'acme envoie avec les paramètres de l’hôte' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    if (rest.length > 0) {
      return tooManyWords(invocation, { words: rest, example: 'reset org acme' });
    }
    const found = await findLevel(invocation, 'reset');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const name = organization?.name ?? texts.view.host;
    const lineOf = linesOf(command, organization);
    if (!confirmed)
      return askFirst({
        title: texts.view.title(name),
        question:
          organization === null ? texts.change.asks.resetHost : texts.change.asks.reset(escapeMrkdwn(name)),
        confirmed: lineOf(['reset', 'confirm']),
        instead: lineOf(['view']),
        texts,
      });
    const done = await resetSettings(services, person.actor, { level, confirmed: true });
    const lines =
      done.outcome === 'unchanged'
        ? [texts.change.unchanged]
        : [
            texts.change.reset(escapeMrkdwn(name)),
            ...(done.former === null ? [] : [texts.change.former(done.former)]),
          ];
    return toldAnswer(lines, { invocation, name, lineOf });
  },
};
