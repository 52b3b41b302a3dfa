import {
  addRecipient,
  isMailAddress,
  listNameOf,
  listRecipients,
  listReference,
  removeRecipient,
  type Recipient,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { shorten } from '../../blocks/shorten.ts';
import type { Word } from '../../words/word.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { findVerb, unknownVerb } from './find-verb.ts';
import { ruleAnswer } from './rule-answer.ts';

const PER_PAGE = 10;
/** Rules that are named for one address, and letters of their names. */
const MOST_RULES = 5;
const NAME = 60;

const VERBS = { list: ['lister'], add: ['ajouter'], remove: ['retirer', 'supprimer'] } as const;

/** `recipients`, `recipients add ADDRESS RULE`, `recipients remove ADDRESS RULE`. */
export const recipients: Subcommand = {
  word: 'recipients',
  aliases: ['recipient', 'destinataires', 'destinataire'],
  summary: {
    en: 'Shows who gets mail by which rules, and what became of the last one; adds and removes an address.',
    fr: 'Montre qui reçoit du courrier par quelles règles, et le sort du dernier message ; ajoute et retire une adresse.',
  },
  usage: 'recipients [add ADDRESS RULE-ID | remove ADDRESS RULE-ID] [host | org NAME]',
  examples: [
    {
      words: 'recipients org acme',
      meaning: { en: 'who at acme gets mail', fr: 'qui reçoit du courrier chez acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest, cursor } = takePage(invocation.words);
    const [first, ...words] = rest;
    const verb = first === undefined ? 'list' : findVerb(VERBS, first);
    switch (verb) {
      case 'add':
      case 'remove':
        return change(invocation, { verb, words });
      case 'list':
        if (words.length > 0) return tooManyWords(invocation, { words, example: 'recipients org acme' });
        return listAll(invocation, cursor);
      case null:
        return unknownVerb(invocation, { verbs: VERBS, typed: first?.text ?? '', subcommand: 'recipients' });
      default:
        return verb satisfies never;
    }
  },
};

async function listAll(invocation: Invocation, cursor: string | null): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'recipients');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const all = await listRecipients(services, person.actor, { level });
  // Behind the address in the cursor: one that is added meanwhile moves nothing.
  const from = cursor === null ? 0 : all.filter(({ address }) => address <= cursor).length;
  const shown = all.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const more = last !== undefined && from + PER_PAGE < all.length;
  const lineOf = linesOf(command, organization);
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.rules.recipients.title(organization?.name ?? texts.view.host),
      items: shown.map((recipient) => ({
        text: recipientText(recipient, invocation),
        row: [
          {
            text: texts.rules.recipients.mail,
            line: lineOf(['deliveries', 'to', { text: recipient.address, quoted: true }]),
          },
        ],
      })),
      empty: texts.rules.recipients.none(code(`${command.name} rules add job.faulted to ops@acme.example`)),
      pages: [
        ...(more
          ? [{ text: texts.system.next, line: lineOf(['recipients', `${PAGE}${last.address}`]) }]
          : []),
        ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(['recipients']) }]),
      ],
    }),
  };
}

function recipientText({ address, rules, last }: Recipient, { texts }: Invocation): string {
  const named = rules.slice(0, MOST_RULES).map(({ name, state, list }) => {
    const own = list === null ? '' : ` (${listReference(list)})`;
    const shown = escapeMrkdwn(shorten(name, NAME) + own);
    return state === 'enabled' ? shown : `${shown} (${texts.alerts[state]})`;
  });
  const hidden = rules.length - named.length;
  const by = texts.list([...named, ...(hidden === 0 ? [] : [`+${String(hidden)}`])]);
  const mail =
    last === null
      ? texts.rules.recipients.neverMailed
      : texts.rules.recipients.last(texts.alerts.states[last.state], momentText(last.createdAt));
  return `*${escapeMrkdwn(address)}* ${texts.rules.recipients.by(by)}\n${mail}`;
}

async function change(
  invocation: Invocation,
  { verb, words }: { readonly verb: 'add' | 'remove'; readonly words: readonly Word[] },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  // In either order, with or without "to" and "from" between them.
  const typed = words.map(({ text }) => text).filter((text) => !SMALL_WORDS.includes(text.toLowerCase()));
  const address = typed.find((text) => isMailAddress(text) || listNameOf(text) !== null);
  const [ruleId, ...more] = typed.filter((text) => text !== address);
  if (address === undefined || ruleId === undefined || more.length > 0)
    return {
      kind: 'problem',
      problem: texts.rules.recipients.incomplete(
        code(`${command.name} recipients ${verb} ops@acme.example RULE-ID`),
      ),
    };
  const run = verb === 'add' ? addRecipient : removeRecipient;
  const { outcome, rule } = await run(services, person.actor, { ruleId, address });
  const say = texts.rules.recipients[OUTCOMES[verb][outcome]];
  return ruleAnswer(invocation, rule, { told: [say(escapeMrkdwn(address), escapeMrkdwn(rule.name))] });
}

const SMALL_WORDS = ['to', 'from', 'à', 'de'];

const OUTCOMES = {
  add: { updated: 'added', unchanged: 'thereAlready' },
  remove: { updated: 'removed', unchanged: 'notThere' },
} as const;
