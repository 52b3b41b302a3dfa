import { actorLabel, listAudit, type AuditEntry } from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { momentText } from '../blocks/moment-text.ts';
import { plainText } from '../blocks/plain-text.ts';
import { shorten } from '../blocks/shorten.ts';
import { authorText } from './author-text.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Outcome, Subcommand } from './subcommand.ts';
import { PAGE, takePage } from './take-page.ts';
import { tooManyWords } from './too-many-words.ts';

const PER_PAGE = 10;
/** Letters of a value that are shown: a certificate has thousands. The command line exports all. */
const VALUE = 80;

/** `audit`: who did what at a level, newest first, a page at a time. */
export const audit: Subcommand = {
  word: 'audit',
  aliases: ['journal'],
  summary: {
    en: 'Shows who did what at a level, with the values before and after.',
    fr: 'Montre qui a fait quoi à un niveau, avec les valeurs avant et après.',
  },
  usage: 'audit [host | org NAME]',
  examples: [
    { words: 'audit org acme', meaning: { en: 'what was done at acme', fr: 'ce qui a été fait chez acme' } },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person, services } = invocation;
    const { rest, cursor } = takePage(invocation.words);
    if (rest.length > 0) {
      return tooManyWords(invocation, { words: rest, example: 'audit host' });
    }
    const found = await findLevel(invocation, 'audit');
    if (found.kind === 'problem') return found;
    const { level, organization } = found;
    const { items, next } = await listAudit(services, person.actor, {
      level,
      limit: PER_PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    const title = texts.system.auditTitle(organization?.name ?? texts.view.host);
    const lines = items.length === 0 ? [texts.system.noAudit] : items.map(entryLine);
    const lineOf = linesOf(command, organization);
    const row = [
      ...(next === null ? [] : [{ text: texts.system.older, line: lineOf(['audit', `${PAGE}${next}`]) }]),
      ...(cursor === null ? [] : [{ text: texts.system.newest, line: lineOf(['audit']) }]),
    ];
    return {
      kind: 'answer',
      message: {
        text: plainText([escapeMrkdwn(title), ...lines]),
        blocks: [header(title), ...sections(lines), ...buttons(row)],
      },
    };
  },
};

/** The action's own word stands as it is: it is what `postern audit --action` filters by. */
function entryLine({ at, actor, action, changes }: AuditEntry): string {
  const changed = changes.map(
    ({ field, before, after }) =>
      `\n      ${escapeMrkdwn(field)}: ${valueText(before)} → ${valueText(after)}`,
  );
  return `${momentText(at)} · ${authorText(actorLabel(actor))} · ${code(action)}${changed.join('')}`;
}

function valueText(value: string | number | boolean | null): string {
  return value === null ? '–' : escapeMrkdwn(shorten(String(value), VALUE));
}
