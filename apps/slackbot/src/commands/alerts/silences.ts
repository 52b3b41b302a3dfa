import { actorLabel, addSilence, endSilence, listSilences, type ListedSilence } from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { readMatchers } from '../../words/matcher-words.ts';
import { splitClauses } from '../../words/split-clauses.ts';
import type { Word } from '../../words/word.ts';
import { authorText } from '../author-text.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { findVerb, unknownVerb } from './find-verb.ts';
import { matchersText } from './matchers-text.ts';
import { typeRemarks } from './type-remarks.ts';
import { unknownKey } from './unknown-key.ts';

const PER_PAGE = 10;
const EXAMPLE = 'silences add job.faulted process:Invoice for 2h because "migration"';

const VERBS = {
  list: ['lister'],
  add: ['ajouter'],
  end: ['terminer', 'stop', 'finir'],
  all: ['toutes', 'tous'],
} as const;

const BECAUSE = ['because', 'car'];

const MARKERS = {
  from: ['from', 'dès', 'des'],
  length: ['for', 'pour', 'pendant', 'durant'],
  until: ['until', 'till', 'jusqu’à', "jusqu'à", 'jusqu’au', "jusqu'au", 'jusqu’a', "jusqu'a"],
} as const;

/** `silences`, `silences all`, `silences add … for 2h because "…"`, `silences end ID`. */
export const silences: Subcommand = {
  word: 'silences',
  aliases: ['silence', 'sourdines', 'sourdine'],
  summary: {
    en: 'Mutes matching events for a while: they are kept, make no mail, and can be sent later.',
    fr: 'Met des événements en sourdine pour un temps : ils sont gardés, sans courrier, et peuvent être envoyés plus tard.',
  },
  usage:
    'silences [all | end ID | add [TYPE…] [severity:… process:… robot:… queue:… folder:… tenant:… text:…] (for LENGTH | until TIME) [from TIME] because "WHY"] [host | org NAME]',
  examples: [
    {
      words: `${EXAMPLE} org acme`,
      meaning: {
        en: 'no mail about faults of Invoice for two hours',
        fr: 'pas de courrier sur les échecs de Invoice pendant deux heures',
      },
    },
    {
      words: 'silences add until 18:00 because "tests" org acme',
      meaning: { en: 'everything at acme until six', fr: 'tout chez acme jusqu’à 18 h' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest, cursor } = takePage(invocation.words);
    const [first, ...words] = rest;
    const verb = first === undefined ? 'list' : findVerb(VERBS, first);
    const [id, ...more] = words;
    switch (verb) {
      case 'add':
        return add(invocation, words);
      case 'end':
        if (id === undefined || more.length > 0)
          return tooManyWords(invocation, { words, example: 'silences' });
        return endOne(invocation, id.text);
      case 'list':
      case 'all':
        if (words.length > 0) return tooManyWords(invocation, { words, example: 'silences org acme' });
        return list(invocation, { all: verb === 'all', cursor });
      case null:
        return unknownVerb(invocation, { verbs: VERBS, typed: first?.text ?? '', subcommand: 'silences' });
      default:
        return verb satisfies never;
    }
  },
};

async function list(
  invocation: Invocation,
  { all, cursor }: { readonly all: boolean; readonly cursor: string | null },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'silences');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const listed = (await listSilences(services, person.actor, { level, over: all })).toReversed();
  // Behind the id in the cursor, newest first: one that is added meanwhile moves nothing.
  const from = cursor === null ? 0 : listed.filter(({ id }) => id >= cursor).length;
  const shown = listed.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const lineOf = linesOf(command, organization);
  const words = all ? ['silences', 'all'] : ['silences'];
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.silences.title(organization?.name ?? texts.view.host),
      items: shown.map((silence) => ({
        text: silenceText(silence, invocation),
        row:
          silence.state === 'over'
            ? []
            : [{ text: texts.silences.endNow, line: lineOf(['silences', 'end', silence.id]) }],
      })),
      empty: texts.silences.none(code(`${command.name} ${EXAMPLE}`)),
      pages: [
        ...(last !== undefined && from + PER_PAGE < listed.length
          ? [{ text: texts.system.next, line: lineOf([...words, `${PAGE}${last.id}`]) }]
          : []),
        ...(from === 0 ? [] : [{ text: texts.system.first, line: lineOf(words) }]),
        ...(all ? [] : [{ text: texts.silences.showAll, line: lineOf(['silences', 'all']) }]),
      ],
    }),
  };
}

function silenceText(silence: ListedSilence, { texts }: Invocation): string {
  const { matchers, reason, startsAt, endsAt, createdBy, state } = silence;
  const span = texts.silences.span(momentText(startsAt), momentText(endsAt));
  return [
    `*${escapeMrkdwn(reason)}* · ${texts.silences.states[state]}`,
    matchersText(matchers, texts),
    `${span} · ${authorText(actorLabel(createdBy))}`,
  ].join('\n');
}

async function add(invocation: Invocation, words: readonly Word[]): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'silences');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const { reason, others } = takeReason(words);
  const read = readMatchers(others);
  if (!read.ok) return unknownKey(invocation, { ...read, subcommand: 'silences' });
  const clause = splitClauses(read.rest, MARKERS);
  const [from, until] = [textOf(clause('from')), textOf(clause('until'))];
  const end = until === '' ? textOf(clause('length')) : `until ${until}`;
  const example = code(`${command.name} ${EXAMPLE}`);
  if (end === '') return { kind: 'problem', problem: texts.silences.endMissing(example) };
  if (reason === '') return { kind: 'problem', problem: texts.silences.reasonMissing(example) };
  const { types = [], ...matchers } = read.matchers;
  const added = await addSilence(services, person.actor, {
    level,
    matchers: { ...matchers, types: [...types, ...clause('head').map(({ text }) => text)] },
    ...(from === '' ? {} : { from }),
    until: end,
    reason,
  });
  const { silence, unknownTypes } = added;
  const lines = [
    texts.silences.added(momentText(silence.startsAt), momentText(silence.endsAt)),
    matchersText(silence.matchers, texts),
    ...typeRemarks(unknownTypes, texts),
    texts.silences.kept,
  ];
  const lineOf = linesOf(command, organization);
  return told(lines, [
    { text: texts.silences.endNow, line: lineOf(['silences', 'end', silence.id]) },
    { text: texts.silences.list, line: lineOf(['silences']) },
  ]);
}

async function endOne(invocation: Invocation, id: string): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const { reason } = await endSilence(services, person.actor, { id });
  return told(
    [
      texts.silences.ended(escapeMrkdwn(reason)),
      texts.silences.sendLater(code(`${command.name} deliveries suppressed`)),
    ],
    [{ text: texts.silences.muted, line: { command: command.name, typed: 'deliveries suppressed' } }],
  );
}

function told(lines: readonly string[], row: Parameters<typeof buttons>[0]): Outcome {
  return {
    kind: 'answer',
    message: { text: plainText(lines), blocks: [...sections(lines), ...buttons(row)] },
  };
}

/** The reason behind its word: what is in quotes there, else all that follows. */
function takeReason(words: readonly Word[]): { readonly reason: string; readonly others: readonly Word[] } {
  const at = words.findIndex(({ text, quoted }) => !quoted && BECAUSE.includes(text.toLowerCase()));
  if (at === -1) return { reason: '', others: words };
  const end = words[at + 1]?.quoted === true ? at + 2 : words.length;
  return {
    reason: textOf(words.slice(at + 1, end)),
    others: [...words.slice(0, at), ...words.slice(end)],
  };
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}
