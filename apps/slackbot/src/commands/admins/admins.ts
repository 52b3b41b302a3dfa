import type { Subcommand, Outcome } from '../subcommand.ts';
import { code } from '../../blocks/escape-mrkdwn.ts';
import { readMention } from '../../words/read-mention.ts';
import { takeConfirmation } from '../ask-first.ts';
import { findLevel } from '../find-level.ts';
import { takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { addAdministrator, removeAdministrator } from './change-administrator.ts';
import { administratorsMessage } from './administrators-message.ts';

const VERBS: Readonly<Record<string, 'add' | 'remove' | 'list'>> = {
  add: 'add',
  ajouter: 'add',
  remove: 'remove',
  retirer: 'remove',
  list: 'list',
  lister: 'list',
};

/** `admins`: who administers a level; `admins add @WHO` and `admins remove @WHO` change it. */
export const admins: Subcommand = {
  word: 'admins',
  aliases: ['administrators', 'administrateurs'],
  summary: {
    en: 'Lists who administers a level; adds or removes a person or a user group.',
    fr: 'Liste qui administre un niveau ; ajoute ou retire une personne ou un groupe d’utilisateurs.',
  },
  usage: 'admins [add @WHO | remove @WHO] [host | org NAME]',
  examples: [
    { words: 'admins org acme', meaning: { en: 'who administers acme', fr: 'qui administre acme' } },
    {
      words: 'admins add @ada org acme',
      meaning: { en: 'Ada administers acme too', fr: 'Ada administre aussi acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { command, texts, person } = invocation;
    const { rest: withoutPage, cursor } = takePage(invocation.words);
    const { rest, confirmed } = takeConfirmation(withoutPage);
    const [first, who, ...more] = rest;
    const verb = first === undefined ? 'list' : VERBS[first.text.toLowerCase()];
    if (verb === undefined || more.length > 0 || (verb === 'list' && who !== undefined))
      return tooManyWords(invocation, { words: rest, example: 'admins add @ada org acme' });
    const found = await findLevel(invocation, 'admins');
    if (found.kind === 'problem') return found;
    if (verb === 'list')
      return { kind: 'answer', message: await administratorsMessage(invocation, { found, cursor }) };
    const example = code(`${command.name} admins ${verb} @ada org acme`);
    if (who === undefined) return { kind: 'problem', problem: texts.admins.whoMissing(example) };
    const holder = readMention(who.text, person.teamId);
    if (holder === null)
      return { kind: 'problem', problem: texts.admins.notAMention(code(who.text.slice(0, 60)), example) };
    return verb === 'add'
      ? addAdministrator(invocation, { found, holder })
      : removeAdministrator(invocation, { found, holder, confirmed });
  },
};
