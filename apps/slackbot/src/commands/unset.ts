import {
  changeSettings,
  fieldOf,
  nearestField,
  viewSettings,
  type FieldKey,
  type SettingsView,
} from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { shorten } from '../blocks/shorten.ts';
import { fieldNamed } from '../words/read-assignments.ts';
import { takeConfirmation } from './ask-first.ts';
import { askOrDo } from './ask-or-do.ts';
import { changeAnswer, toldAnswer } from './change-answer.ts';
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
    const { texts, person, services } = invocation;
    const { rest, confirmed } = takeConfirmation(invocation.words);
    const named = rest.map(({ text }) => ({ text, key: fieldNamed(text) }));
    const unknown = named.find(({ key }) => key === null);
    if (unknown !== undefined || named.length === 0) return unknownField(invocation, unknown?.text ?? null);
    const keys = named.flatMap(({ key }) => (key === null ? [] : [key]));
    const names = keys.map((key) => fieldOf(key).name);
    return askOrDo(invocation, {
      words: ['unset', ...names],
      confirmed,
      instead: ['view'],
      async consider(scene) {
        const listed = texts.list(names.map(code));
        const name = escapeMrkdwn(scene.name);
        const view = await viewSettings(services, person.actor, { level: scene.level });
        if (keys.some((key) => isSetThere(view, key)))
          return { kind: 'ask', question: texts.change.asks.unset(listed, name) };
        return { kind: 'nothing', answer: toldAnswer([texts.change.notSetHere(listed, name)], scene) };
      },
      async act(scene) {
        const { level } = scene;
        const change = await changeSettings(services, person.actor, { level, set: {}, unset: names });
        return changeAnswer(change, { scene, saved: texts.change.takenAway(texts.list(names.map(code))) });
      },
    });
  },
};

/** Whether the level itself has set the field, or may have behind a lock, by now or in its draft. */
function isSetThere({ level, effective, draft, policy }: SettingsView, key: FieldKey): boolean {
  if (policy.locks.includes(key)) return true;
  const fields = [...effective.fields, ...(draft?.effective.fields ?? [])];
  return fields.some((field) => field.key === key && field.origin === level.kind);
}

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
