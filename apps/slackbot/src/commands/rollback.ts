import { rollbackSettings } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { plainText } from '../blocks/plain-text.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Outcome, Subcommand } from './subcommand.ts';

/** `rollback N`: an earlier revision becomes active again, as a new one; nothing of what was is lost. */
export const rollback: Subcommand = {
  word: 'rollback',
  aliases: ['restaurer', 'revenir'],
  summary: {
    en: 'Makes an earlier revision active again, with its secrets. A draft is dropped.',
    fr: 'Remet en vigueur une révision antérieure, avec ses secrets. Un brouillon est abandonné.',
  },
  usage: 'rollback NUMBER [host | org NAME]',
  examples: [
    {
      words: 'rollback 3 host',
      meaning: { en: 'the host as it was in revision 3', fr: 'l’hôte tel qu’à la révision 3' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services } = invocation;
    const [first, ...more] = words;
    const number = /^#?([1-9]\d{0,8})$/.exec(first?.text ?? '')?.[1];
    if (number === undefined || more.length > 0)
      return {
        kind: 'problem',
        problem: texts.revision.numberMissing(code(`${command.name} rollback 3 host`)),
      };
    const found = await findLevel(invocation, 'rollback');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const done = await rollbackSettings(services, person.actor, { level, number: Number(number) });
    const lines =
      done.outcome === 'unchanged'
        ? [texts.revision.unchanged(Number(number))]
        : [
            texts.revision.rolledBack(Number(number), done.active.number),
            ...(done.tested ? [] : [texts.revision.notTested]),
          ];
    const lineOf = linesOf(command, organization);
    const title = texts.view.title(organization?.name ?? texts.view.host);
    return {
      kind: 'answer',
      message: {
        text: plainText(lines),
        blocks: [
          header(title),
          ...sections(lines),
          ...buttons([
            { text: texts.test.again, line: lineOf(['test']) },
            { text: texts.test.settings, line: lineOf(['view']) },
          ]),
        ],
      },
    };
  },
};
