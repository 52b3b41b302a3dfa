import { settingsHistory, type Page, type ShownRevision } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { context, header, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { momentText } from '../blocks/moment-text.ts';
import { plainText } from '../blocks/plain-text.ts';
import type { Messages } from '../messages/messages.ts';
import { authorText } from './author-text.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Outcome, Subcommand } from './subcommand.ts';
import { PAGE, takePage } from './take-page.ts';
import { tooManyWords } from './too-many-words.ts';

const PER_PAGE = 10;

/** `history`: the revisions of a level, newest first, a page at a time. */
export const history: Subcommand = {
  word: 'history',
  aliases: ['historique'],
  summary: {
    en: 'Lists the revisions of the settings: who, when, and whether each passed its test.',
    fr: 'Liste les révisions des paramètres : qui, quand, et si chacune a réussi son test.',
  },
  usage: 'history [host | org NAME]',
  examples: [
    {
      words: 'history org acme',
      meaning: { en: 'what acme has changed', fr: 'ce que acme a modifié' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, words, texts, person, services } = invocation;
    const { rest, cursor } = takePage(words);
    if (rest.length > 0) {
      return tooManyWords(invocation, { words: rest, example: 'history host' });
    }
    const found = await findLevel(invocation, 'history');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const page = await settingsHistory(services, person.actor, {
      level,
      limit: PER_PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    const name = organization?.name ?? texts.view.host;
    const lineOf = linesOf(command, organization);
    return {
      kind: 'answer',
      message: historyMessage(page, { name, texts, lineOf, first: cursor === null }),
    };
  },
};

function historyMessage(
  { items, next }: Page<ShownRevision>,
  parts: {
    readonly name: string;
    readonly texts: Messages;
    readonly lineOf: ReturnType<typeof linesOf>;
    readonly first: boolean;
  },
): Message {
  const { name, texts, lineOf, first } = parts;
  const title = texts.revision.title(name);
  const lines = items.length === 0 ? [texts.revision.none] : items.map((one) => revisionLine(one, texts));
  const older = items.find(({ state }) => state === 'superseded');
  const rollback = older === undefined ? null : lineOf(['rollback', String(older.number)]);
  const advice =
    rollback === null ? [] : [texts.revision.next(code(`${rollback.command} ${rollback.typed}`))];
  return {
    text: plainText([escapeMrkdwn(title), ...lines, ...advice]),
    blocks: [
      header(title),
      ...sections(lines),
      ...buttons([
        ...(next === null
          ? []
          : [{ text: texts.revision.older, line: lineOf(['history', `${PAGE}${next}`]) }]),
        ...(first ? [] : [{ text: texts.revision.newest, line: lineOf(['history']) }]),
      ]),
      ...advice.map(context),
    ],
  };
}

function revisionLine(
  { number, state, author, createdAt, test, arrivedAt }: ShownRevision,
  { revision }: Messages,
): string {
  const tested =
    test === null ? revision.untested : test.outcome === 'passed' ? revision.passed : revision.failed;
  const arrived = arrivedAt === null ? [] : [revision.arrived(momentText(arrivedAt))];
  const by = [authorText(author), momentText(createdAt), tested, ...arrived].join(', ');
  return revision.line(String(number), revision.states[state], by);
}
