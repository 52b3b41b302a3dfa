import { nearestWord } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { context, header, section, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { findSubcommand, wordsOf } from './find-subcommand.ts';
import { mayUse } from './may-use.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';
import { whomToAskText } from './whom-to-ask.ts';

/** `help [WORD]`: what there is, or one word with its usage and examples; generated from the registry. */
export const help: Subcommand = {
  word: 'help',
  aliases: ['aide', '?'],
  summary: {
    en: 'Shows what there is, or explains one word.',
    fr: 'Montre ce qui existe, ou explique un mot.',
  },
  usage: 'help [WORD]',
  examples: [
    { words: 'help', meaning: { en: 'everything you can type', fr: 'tout ce que vous pouvez saisir' } },
    {
      words: 'help view',
      meaning: { en: 'how to look at the settings', fr: 'comment consulter les paramètres' },
    },
  ],
  audience: 'everyone',
  async run(invocation): Promise<Outcome> {
    const { command, words, texts } = invocation;
    const [asked] = words;
    if (asked === undefined) return { kind: 'answer', message: overview(invocation) };
    const subcommand = findSubcommand(command, asked.text);
    if (subcommand !== null) return { kind: 'answer', message: oneWord(invocation, subcommand) };
    const near = nearestWord(asked.text, wordsOf(command));
    const problem =
      near === null
        ? texts.problems.unknownWord(code(asked.text), code(`${command.name} help`))
        : texts.problems.unknownWordNear(code(asked.text), code(`${command.name} help ${near}`));
    return { kind: 'problem', problem };
  },
};

function overview({ command, person, texts }: Invocation): Message {
  const { language, actor } = person;
  const usable = command.subcommands.filter(({ audience }) => mayUse(audience, actor.roles));
  const lines = usable.map(
    ({ usage, summary }) => `${code(`${command.name} ${usage}`)}\n${escapeMrkdwn(summary[language])}`,
  );
  const more = texts.help.more(code(`${command.name} help ${command.whenEmpty}`));
  const restricted = usable.length < command.subcommands.length;
  const closing = restricted ? texts.help.withoutRights(whomToAskText(person, texts)) : texts.help.levels;
  const title = texts.help.title(command.name);
  return {
    text: plainText([title, texts.help.intro, ...lines, closing, ...(restricted ? [] : [more])]),
    blocks: [
      header(title),
      section(texts.help.intro),
      ...sections(lines),
      section(closing),
      ...(restricted ? [] : [context(more)]),
    ],
  };
}

function oneWord({ command, person, texts }: Invocation, subcommand: Subcommand): Message {
  const { language, actor } = person;
  const title = texts.help.wordTitle(`${command.name} ${subcommand.word}`);
  const summary = escapeMrkdwn(subcommand.summary[language]);
  const usage = `*${texts.help.usage}*\n${code(`${command.name} ${subcommand.usage}`)}`;
  const examples = subcommand.examples.map(
    ({ words, meaning }) => `${code(`${command.name} ${words}`)} ${escapeMrkdwn(meaning[language])}`,
  );
  const restricted = !mayUse(subcommand.audience, actor.roles);
  const refusal = restricted ? [texts.problems.administratorsOnly(whomToAskText(person, texts))] : [];
  const closing = refusal.map(({ what, next }) => `${what} ${next}`);
  return {
    text: plainText([title, summary, usage, texts.help.examples, ...examples, ...closing]),
    blocks: [
      header(title),
      section(summary),
      section(usage),
      ...sections([`*${texts.help.examples}*`, ...examples]),
      ...closing.map(section),
    ],
  };
}
