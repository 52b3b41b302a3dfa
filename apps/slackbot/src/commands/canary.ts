import {
  DELIVERY_REASON_TEXTS,
  listCanaries,
  levelKey,
  removeCanary,
  scheduleWords,
  sendCanary,
  setCanary,
  showCanary,
  type Level,
  type Organization,
  type ShownCanary,
} from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../blocks/line-button.ts';
import { header, sections } from '../blocks/message-blocks.ts';
import { momentText } from '../blocks/moment-text.ts';
import { plainText } from '../blocks/plain-text.ts';
import { splitClauses } from '../words/split-clauses.ts';
import type { Word } from '../words/word.ts';
import { findVerb, unknownVerb } from './alerts/find-verb.ts';
import { findLevel } from './find-level.ts';
import { linesOf } from './lines-of.ts';
import type { Invocation, Outcome, Subcommand } from './subcommand.ts';
import { tooManyWords } from './too-many-words.ts';

const EXAMPLE = 'canary set ops@acme.example at 06:00';

const VERBS = {
  show: ['voir', 'montrer'],
  set: ['régler', 'regler', 'définir'],
  send: ['envoyer'],
  remove: ['retirer', 'supprimer'],
} as const;

/** What stands between days and times. */
const AT = ['at', 'à'];

/** A level that is there. */
interface Place {
  readonly level: Level;
  readonly organization: Organization | null;
}

/** `canary`, `canary set ADDRESS at 06:00`, `canary send`, `canary remove`. */
export const canary: Subcommand = {
  word: 'canary',
  aliases: ['canari', 'témoin', 'temoin'],
  summary: {
    en: 'Sends a mail by schedule, to show that mail goes out; when it does not, the channel is told.',
    fr: 'Envoie un message témoin à heures fixes, pour montrer que le courrier part ; sinon, le canal est prévenu.',
  },
  usage: 'canary [set ADDRESS [every LENGTH | at TIMES] | send | remove] [host | org NAME]',
  examples: [
    {
      words: `${EXAMPLE} org acme`,
      meaning: {
        en: 'one each day at six, in the zone of acme',
        fr: 'un chaque jour à six heures, dans le fuseau de acme',
      },
    },
    {
      words: 'canary send org acme',
      meaning: { en: 'one now', fr: 'un tout de suite' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const [first, ...words] = invocation.words;
    const verb = first === undefined ? 'show' : findVerb(VERBS, first);
    if (verb === null)
      return unknownVerb(invocation, { verbs: VERBS, typed: first?.text ?? '', subcommand: 'canary' });
    if (verb !== 'set' && words.length > 0)
      return tooManyWords(invocation, { words, example: `canary ${verb} org acme` });
    const found = await findLevel(invocation, 'canary');
    if (found.kind === 'problem') return found;
    switch (verb) {
      case 'show':
        return show(invocation, found);
      case 'set':
        return set(invocation, found, words);
      case 'send':
        return send(invocation, found);
      case 'remove':
        return remove(invocation, found);
      default:
        return verb satisfies never;
    }
  },
};

async function show(invocation: Invocation, place: Place): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const canaries = await listCanaries(services, person.actor);
  if (!canaries.some(({ level }) => levelKey(level) === levelKey(place.level))) {
    const lines = [texts.canary.none(code(`${command.name} ${EXAMPLE}`)), texts.canary.what];
    return told(invocation, place, { lines, row: [] });
  }
  const shown = await showCanary(services, person.actor, { level: place.level });
  const line = linesOf(command, place.organization);
  const row: LineButton[] = [
    { text: texts.canary.sendNow, line: line(['canary', 'send']) },
    { text: texts.change.test, line: line(['test']) },
    { text: texts.canary.remove, line: line(['canary', 'remove']), style: 'danger' },
  ];
  return told(invocation, place, { lines: shownLines(shown, invocation), row });
}

function shownLines(
  { canary: shown, standing, timeline }: ShownCanary,
  { texts, person }: Invocation,
): readonly string[] {
  const words = texts.canary;
  const { address, schedule, nextAt, deliveredAt, last } = shown;
  const reason = last?.reason ?? null;
  const said = timeline?.at(-1);
  return [
    words.goes(code(address), escapeMrkdwn(scheduleWords.write(schedule))),
    words.standings[standing],
    ...(reason === null ? [] : [escapeMrkdwn(DELIVERY_REASON_TEXTS[reason][person.language])]),
    ...(said === undefined || said.text === null || said.server === null
      ? []
      : [words.server(code(said.server), code(said.text))]),
    ...(last === null ? [] : [words.sent(momentText(last.sentAt))]),
    ...(deliveredAt === null ? [] : [words.delivered(momentText(deliveredAt))]),
    words.next(momentText(nextAt)),
  ];
}

async function set(invocation: Invocation, place: Place, words: readonly Word[]): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const [first, ...rest] = words;
  if (first === undefined)
    return { kind: 'problem', problem: texts.canary.addressMissing(code(`${command.name} ${EXAMPLE}`)) };
  const schedule = scheduleOf(rest);
  const {
    address,
    nextAt,
    schedule: read,
  } = await setCanary(services, person.actor, {
    level: place.level,
    address: first.text,
    ...(schedule === null ? {} : { schedule }),
  });
  const line = linesOf(command, place.organization);
  return told(invocation, place, {
    lines: [
      texts.canary.set,
      texts.canary.goes(code(address), escapeMrkdwn(scheduleWords.write(read))),
      texts.canary.next(momentText(nextAt)),
      texts.canary.what,
    ],
    row: [
      { text: texts.canary.sendNow, line: line(['canary', 'send']) },
      { text: texts.canary.look, line: line(['canary']) },
    ],
  });
}

/** The words about times as core reads them; null: there are none. */
function scheduleOf(words: readonly Word[]): string | null {
  if (words.length === 0) return null;
  const clause = splitClauses(words, { at: AT });
  const text = (part: 'head' | 'at'): string =>
    clause(part)
      .map((word) => word.text)
      .join(' ');
  const head = text('head');
  // "at 06:00" is each day; "weekdays at 06:00" and "every 6h" are what they say.
  if (text('at') === '') return head;
  return head === '' ? text('at') : `${head} at ${text('at')}`;
}

async function send(invocation: Invocation, place: Place): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const { address } = await sendCanary(services, person.actor, { level: place.level });
  const line = linesOf(command, place.organization);
  return told(invocation, place, {
    lines: [texts.canary.underWay(code(address))],
    row: [{ text: texts.canary.look, line: line(['canary']) }],
  });
}

async function remove(invocation: Invocation, place: Place): Promise<Outcome> {
  const { texts, person, services } = invocation;
  await removeCanary(services, person.actor, { level: place.level });
  return told(invocation, place, { lines: [texts.canary.removed], row: [] });
}

function told(
  { texts }: Invocation,
  { organization }: Place,
  { lines, row }: { readonly lines: readonly string[]; readonly row: readonly LineButton[] },
): Outcome {
  const title = texts.canary.title(organization?.name ?? texts.view.host);
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines]),
      blocks: [header(title), ...sections(lines), ...buttons(row)],
    },
  };
}
