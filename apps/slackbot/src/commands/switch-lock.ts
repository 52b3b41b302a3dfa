import { changePolicy, fieldOf, nearestField } from '@postern/core';
import { code } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { plainText } from '../blocks/plain-text.ts';
import { shorten } from '../blocks/shorten.ts';
import { fieldNamed } from '../words/read-assignments.ts';
import { writeLine } from '../words/write-line.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome } from './subcommand.ts';

/** `lock FIELD …` and `unlock FIELD …`: both change the host's policy, which holds for every organization; a line that names one is refused. */
export async function switchLock(invocation: Invocation, word: 'lock' | 'unlock'): Promise<Outcome> {
  const { command, words, texts, person, services } = invocation;
  if (invocation.level?.kind === 'organization') {
    const line = writeLine([word, ...words, 'host']);
    return { kind: 'problem', problem: texts.system.hostOnly(code(`${command.name} ${line}`)) };
  }
  const keys = words.map(({ text }) => ({ text, key: fieldNamed(text) }));
  const unknown = keys.find(({ key }) => key === null);
  if (unknown !== undefined || keys.length === 0) {
    const near = nearestField(unknown?.text ?? '');
    const example = code(`${command.name} ${word} ${near?.name ?? 'default-from-address'}`);
    const shown = code(shorten(unknown?.text ?? '', 60));
    const problem =
      unknown === undefined
        ? texts.change.nothingToSet(example)
        : near === null
          ? texts.change.unknownField(shown, code(`${command.name} view`))
          : texts.change.nearField(shown, code(near.name), example);
    return { kind: 'problem', problem };
  }
  const fields = keys.flatMap(({ key }) => (key === null ? [] : [fieldOf(key)]));
  const names = fields.map(({ name }) => name);
  const { outcome } = await changePolicy(services, person.actor, { [word]: names });
  const said = word === 'lock' ? texts.system.locked : texts.system.unlocked;
  const lines =
    outcome === 'unchanged'
      ? [texts.system.lockUnchanged]
      : [
          said(texts.list(names.map(code))),
          ...(fields.some(({ group }) => group === 'connection') ? [texts.system.wholeConnection] : []),
        ];
  return {
    kind: 'answer',
    message: {
      text: plainText(lines),
      blocks: [
        header(texts.system.lockTitle),
        ...sections(lines),
        ...buttons([{ text: texts.test.settings, line: linesOf(command, null)(['view']) }]),
      ],
    },
  };
}
