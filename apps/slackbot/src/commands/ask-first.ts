import { buttons, type LineButton } from '../blocks/line-button.ts';
import { header, section } from '../blocks/message-blocks.ts';
import { plainText } from '../blocks/plain-text.ts';
import type { Messages } from '../messages/messages.ts';
import type { Word } from '../words/word.ts';
import type { Outcome } from './subcommand.ts';

const CONFIRMATIONS = ['confirm', 'confirmer'];

/** The words without the one that confirms, and whether it was there. In quotes it is a value. */
export function takeConfirmation(words: readonly Word[]): {
  readonly rest: readonly Word[];
  readonly confirmed: boolean;
} {
  const rest = words.filter(({ text, quoted }) => quoted || !CONFIRMATIONS.includes(text.toLowerCase()));
  return { rest, confirmed: rest.length < words.length };
}

/** Says what would happen, with the line that does it on a button; nothing is done yet. */
export function askFirst(parts: {
  /** Plain. */
  readonly title: string;
  readonly question: string;
  /** The same line once more, with `confirm`. */
  readonly confirmed: LineButton['line'];
  /** Leads back, where nothing was done. */
  readonly instead: LineButton['line'];
  readonly texts: Messages;
}): Outcome {
  const { title, question, confirmed, instead, texts } = parts;
  return {
    kind: 'answer',
    message: {
      text: plainText([question, `${confirmed.command} ${confirmed.typed}`]),
      blocks: [
        header(title),
        section(`:warning: ${question}`),
        ...buttons([
          { text: texts.change.doIt, line: confirmed, style: 'danger' },
          { text: texts.change.leaveIt, line: instead },
        ]),
      ],
    },
  };
}
