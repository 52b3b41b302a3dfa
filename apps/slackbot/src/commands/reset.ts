import { resetSettings, viewSettings, type SettingsView } from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { takeConfirmation } from './ask-first.ts';
import { askOrDo } from './ask-or-do.ts';
import { toldAnswer } from './change-answer.ts';
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
    const { texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    if (rest.length > 0) return tooManyWords(invocation, { words: rest, example: 'reset org acme' });
    const { change } = texts;
    return askOrDo(invocation, {
      words: ['reset'],
      confirmed,
      instead: ['view'],
      async consider(scene) {
        const { organization, name, level } = scene;
        if (isEmpty(await viewSettings(services, person.actor, { level })))
          return { kind: 'nothing', answer: toldAnswer([change.unchanged], scene) };
        const question =
          organization === null ? change.asks.resetHost : change.asks.reset(escapeMrkdwn(name));
        return { kind: 'ask', question };
      },
      async act(scene) {
        const done = await resetSettings(services, person.actor, { level: scene.level, confirmed: true });
        if (done.outcome === 'unchanged') return toldAnswer([change.unchanged], scene);
        const former = done.former === null ? [] : [change.former(done.former)];
        return toldAnswer([change.reset(escapeMrkdwn(scene.name)), ...former], scene);
      },
    });
  },
};

/** Nothing is set at the level itself, and no draft waits. */
function isEmpty({ active, draft }: SettingsView): boolean {
  const { values = {}, secrets = {} } = active ?? {};
  return draft === null && Object.keys({ ...values, ...secrets }).length === 0;
}
