import {
  addListMembers,
  addRecipientList,
  findRecipientList,
  listRecipientLists,
  listReference,
  removeListMembers,
  removeRecipientList,
  type Language,
  type RecipientList,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { header, sections } from '../../blocks/message-blocks.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { readOptions } from '../../words/read-options.ts';
import type { Word } from '../../words/word.ts';
import { askFirst, takeConfirmation } from '../ask-first.ts';
import { findLevel, type FoundLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { findVerb, unknownVerb } from './find-verb.ts';

const PER_PAGE = 10;
/** Members that the list of lists names. */
const MOST_NAMED = 5;
const EXAMPLE = 'lists add oncall ana@acme.example bob@acme.example';

const VERBS = {
  list: ['lister'],
  show: ['voir', 'montrer'],
  add: ['ajouter'],
  join: ['with', 'inscrire', 'avec'],
  leave: ['without', 'désinscrire', 'desinscrire', 'sans'],
  remove: ['retirer', 'supprimer', 'delete'],
} as const;

const OPTIONS = { language: ['language', 'langue'], zone: ['zone', 'fuseau'] } as const;

/** `lists`, `lists show|remove NAME`, `lists add|join|leave NAME ADDRESS…`. */
export const lists: Subcommand = {
  word: 'lists',
  aliases: ['list', 'listes', 'liste'],
  summary: {
    en: 'Keeps recipients under one name, which rules have beside addresses as list:NAME.',
    fr: 'Réunit des destinataires sous un nom, que les règles citent avec les adresses : list:NOM.',
  },
  usage:
    'lists [show NAME | add NAME ADDRESS… | join NAME ADDRESS… | leave NAME ADDRESS… | remove NAME] [language:… zone:…] [host | org NAME]',
  examples: [
    {
      words: `${EXAMPLE} org acme`,
      meaning: { en: 'a list of two', fr: 'une liste de deux personnes' },
    },
    {
      words: 'lists show oncall org acme',
      meaning: { en: 'who is on it', fr: 'qui y figure' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest: unpaged, cursor } = takePage(invocation.words);
    const { rest, confirmed } = takeConfirmation(unpaged);
    const [first, ...words] = rest;
    const verb = first === undefined ? 'list' : findVerb(VERBS, first);
    if (verb === null)
      return unknownVerb(invocation, { verbs: VERBS, typed: first?.text ?? '', subcommand: 'lists' });
    const found = await findLevel(invocation, 'lists');
    if (found.kind === 'problem') return found;
    const [name, ...others] = words;
    if (verb === 'list') {
      if (name !== undefined) return tooManyWords(invocation, { words, example: 'lists org acme' });
      return listAll(invocation, found, cursor);
    }
    const { command, texts, person, services } = invocation;
    if (name === undefined)
      return { kind: 'problem', problem: texts.lists.nameMissing(code(`${command.name} ${EXAMPLE}`)) };
    const which = { level: found.level, name: name.text };
    switch (verb) {
      case 'show':
        if (others.length > 0) return tooManyWords(invocation, { words: others, example: 'lists show NAME' });
        return one(invocation, found, {
          list: await findRecipientList(services, person.actor, which),
          told: null,
        });
      case 'remove':
        if (others.length > 0)
          return tooManyWords(invocation, { words: others, example: 'lists remove NAME' });
        return removeOne(invocation, found, { name: name.text, confirmed });
      case 'add':
      case 'join':
      case 'leave':
        return change(invocation, found, { verb, name: name.text, words: others });
      default:
        return verb satisfies never;
    }
  },
};

type Found = Extract<FoundLevel, { kind: 'found' }>;

async function listAll(invocation: Invocation, found: Found, cursor: string | null): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const { level, organization } = found;
  const all = await listRecipientLists(services, person.actor, { level });
  // Behind the name in the cursor: one that is added meanwhile moves nothing.
  const from = cursor === null ? 0 : all.filter(({ name }) => name <= cursor).length;
  const shown = all.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const lineOf = linesOf(command, organization);
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.lists.title(organization?.name ?? texts.view.host),
      items: shown.map((list) => ({
        text: `*${escapeMrkdwn(list.name)}*\n${membersText(list, texts, MOST_NAMED)}`,
        row: [{ text: texts.lists.open, line: lineOf(['lists', 'show', list.name]) }],
      })),
      empty: texts.lists.none(code(`${command.name} ${EXAMPLE}`)),
      pages: [
        ...(last !== undefined && from + PER_PAGE < all.length
          ? [{ text: texts.system.next, line: lineOf(['lists', `${PAGE}${last.name}`]) }]
          : []),
        ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(['lists']) }]),
      ],
    }),
  };
}

async function change(
  invocation: Invocation,
  found: Found,
  {
    verb,
    name,
    words,
  }: { readonly verb: 'add' | 'join' | 'leave'; readonly name: string; readonly words: readonly Word[] },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const { options, rest } = readOptions(words, OPTIONS);
  const addresses = rest
    .flatMap(({ text }) => text.split(/[,;]/))
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (addresses.length === 0) {
    const example = code(`${command.name} lists ${verb} ${name} ana@acme.example`);
    return { kind: 'problem', problem: texts.lists.addressMissing(example) };
  }
  const which = { level: found.level, name };
  const members = addresses.map((address) => ({
    address,
    // What is no language is core's to refuse.
    language: (options.language ?? null) as Language | null,
    timeZone: options.zone ?? null,
  }));
  if (verb === 'add') {
    const list = await addRecipientList(services, person.actor, { ...which, members });
    const rule = code(`${command.name} rules add job.faulted to ${listReference(list.name)}`);
    return one(invocation, found, { list, told: texts.lists.added(rule) });
  }
  const { outcome, list } =
    verb === 'join'
      ? await addListMembers(services, person.actor, { ...which, members })
      : await removeListMembers(services, person.actor, { ...which, addresses });
  return one(invocation, found, {
    list,
    told: outcome === 'unchanged' ? texts.lists.unchanged : texts.lists.changed,
  });
}

async function removeOne(
  invocation: Invocation,
  { level, organization }: Found,
  { name: typed, confirmed }: { readonly name: string; readonly confirmed: boolean },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const lineOf = linesOf(command, organization);
  const which = { level, name: typed };
  if (confirmed) {
    const { name } = await removeRecipientList(services, person.actor, which);
    const lines = [texts.lists.removed(escapeMrkdwn(name))];
    const row = [{ text: texts.lists.all, line: lineOf(['lists']) }];
    return {
      kind: 'answer',
      message: { text: plainText(lines), blocks: [...sections(lines), ...buttons(row)] },
    };
  }
  const list = await findRecipientList(services, person.actor, which);
  return askFirst({
    title: texts.lists.oneTitle(list.name),
    question: `${texts.lists.askRemove(escapeMrkdwn(list.name))}\n${membersText(list, texts, MOST_NAMED)}`,
    confirmed: lineOf(['lists', 'remove', list.name, 'confirm']),
    instead: lineOf(['lists', 'show', list.name]),
    texts,
  });
}

/** One list, opened, under what was done to it just now. */
function one(
  { command, texts }: Invocation,
  { organization }: Found,
  { list, told }: { readonly list: RecipientList; readonly told: string | null },
): Outcome {
  const title = texts.lists.oneTitle(list.name);
  const lineOf = linesOf(command, organization);
  const lines = [
    ...(told === null ? [] : [told]),
    membersText(list, texts, list.members.length),
    texts.lists.howToChange(code(`${command.name} lists join ${list.name} ana@acme.example`)),
  ];
  const row = [
    { text: texts.lists.all, line: lineOf(['lists']) },
    {
      text: texts.lists.remove,
      line: lineOf(['lists', 'remove', list.name]),
      style: 'danger' as const,
    },
  ];
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines]),
      blocks: [header(title), ...sections(lines), ...buttons(row)],
    },
  };
}

function membersText({ members }: RecipientList, texts: Invocation['texts'], most: number): string {
  const named = members.slice(0, most).map(({ address, language, timeZone }) => {
    const own = [language, timeZone].filter((part) => part !== null);
    return escapeMrkdwn(own.length === 0 ? address : `${address} (${own.join(', ')})`);
  });
  const hidden = members.length - named.length;
  return texts.list([...named, ...(hidden === 0 ? [] : [`+${String(hidden)}`])]);
}
