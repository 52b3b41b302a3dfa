import { changeSettings, fieldOf, nearestField, type FieldKey } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { shorten } from '../blocks/shorten.ts';
import { fieldNamed } from '../words/read-assignments.ts';
import { askFirst, takeConfirmation } from './ask-first.ts';
import { changeAnswer } from './change-answer.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';

/** `unset FIELD …`: takes away what a level has set, after a question. */
export const unset: Subcommand = {
  word: 'unset',
  aliases: ['retirer'],
  summary: {
    en: 'Takes away what a level has set for a field; what is above it applies then. Asks first.',
    fr: 'Retire ce qu’un niveau a défini pour un champ ; ce qui est au-dessus s’applique alors. Pose d’abord la question.',
  },
  usage: 'unset FIELD [FIELD …] [host | org NAME] [confirm]',
  examples: [
    {
      words: 'unset reply-to org acme',
      meaning: { en: 'acme answers where the host does', fr: 'acme répond là où répond l’hôte' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    const keys = rest.map(({ text }) => ({ text, key: fieldNamed(text) }));
    const unknown = keys.find(({ key }) => key === null);
    if (unknown !== undefined || keys.length === 0) return unknownField(invocation, unknown?.text ?? null);
    const names = keys.flatMap(({ key }) => (key === null ? [] : [fieldOf(key).name]));
    const found = await findLevel(invocation, 'unset');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const name = organization?.name ?? texts.view.host;
    const lineOf = linesOf(command, organization);
    if (!confirmed)
      return askFirst({
        title: texts.view.title(name),
        question: texts.change.asks.unset(texts.list(names.map(code)), escapeMrkdwn(name)),
        confirmed: lineOf(['unset', ...names, 'confirm']),
        instead: lineOf(['view']),
        texts,
      });
    const change = await changeSettings(services, person.actor, { level, set: {}, unset: names });
    return changeAnswer(change, { scene: { invocation, name, lineOf }, fields: names });
  },
};

function unknownField({ command, texts }: Invocation, word: string | null): Outcome {
  const exampleOf = (key: FieldKey) => code(`${command.name} unset ${fieldOf(key).name}`);
  if (word === null) return { kind: 'problem', problem: texts.change.nothingToSet(exampleOf('replyTo')) };
  const near = nearestField(word);
  const shown = code(shorten(word, 60));
  const problem =
    near === null
      ? texts.change.unknownField(shown, code(`${command.name} view`))
      : texts.change.nearField(shown, code(near.name), exampleOf(near.key));
  return { kind: 'problem', problem };
}
