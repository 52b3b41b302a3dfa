import { rollbackSettings, viewSettings } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { takeConfirmation } from './ask-first.ts';
import { askOrDo } from './ask-or-do.ts';
import { toldAnswer } from './change-answer.ts';
import type { Outcome, Subcommand } from './subcommand.ts';

/** `rollback N`: an earlier revision becomes active again, as a new one; nothing of what was is lost. */
export const rollback: Subcommand = {
  word: 'rollback',
  aliases: ['restaurer', 'revenir'],
  summary: {
    en: 'Makes an earlier revision active again, with its secrets. Asks first where a draft would be dropped.',
    fr: 'Remet en vigueur une révision antérieure, avec ses secrets. Pose d’abord la question si un brouillon serait abandonné.',
  },
  usage: 'rollback NUMBER [host | org NAME] [confirm]',
  examples: [
    {
      words: 'rollback 3 host',
      meaning: { en: 'the host as it was in revision 3', fr: 'l’hôte tel qu’à la révision 3' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    const [first, ...more] = rest;
    const typed = /^#?([1-9]\d{0,8})$/.exec(first?.text ?? '')?.[1];
    if (typed === undefined || more.length > 0)
      return {
        kind: 'problem',
        problem: texts.revision.numberMissing(code(`${command.name} rollback 3 host`)),
      };
    const number = Number(typed);
    return askOrDo(invocation, {
      words: ['rollback', typed],
      confirmed,
      instead: ['view'],
      async consider(scene) {
        const { draft } = await viewSettings(services, person.actor, { level: scene.level });
        if (draft === null || draft.revision.number === number) return { kind: 'do' };
        return { kind: 'ask', question: texts.revision.dropsDraft(number, draft.revision.number) };
      },
      async act(scene) {
        const done = await rollbackSettings(services, person.actor, { level: scene.level, number });
        if (done.outcome === 'unchanged') return toldAnswer([texts.revision.unchanged(number)], scene);
        const untested = done.tested ? [] : [texts.revision.notTested];
        return toldAnswer([texts.revision.rolledBack(number, done.active.number), ...untested], scene);
      },
    });
  },
};
