import {
  DELIVERY_REASON_TEXTS,
  findLevelOfChannel,
  listDeliveries,
  previewDelivery,
  replayDelivery,
  showDelivery,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryState,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { context, header, sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { splitClauses } from '../../words/split-clauses.ts';
import type { Word } from '../../words/word.ts';
import { writeLine } from '../../words/write-line.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { findVerb, unknownVerb, type Verbs } from './find-verb.ts';
import { mailText } from './mail-text.ts';

const PER_PAGE = 10;

/** Second words; a state lists what is in it. */
const VERBS = {
  show: ['voir', 'montrer'],
  replay: ['renvoyer', 'rejouer'],
  queued: ['attente'],
  sending: ['envoi'],
  delivered: ['remis', 'livrés', 'livres'],
  deferred: ['différés', 'differes', 'reportés', 'reportes'],
  failed: ['échoués', 'echoues', 'échecs', 'echecs', 'refusés', 'refuses'],
  suppressed: ['muted', 'retenus', 'sourdine'],
  expired: ['expirés', 'expires', 'périmés', 'perimes'],
  unknown: ['inconnus', 'incertains'],
} as const satisfies Verbs<DeliveryState | 'show' | 'replay'>;

const MARKERS = { to: ['to', 'à', 'a', 'pour'] } as const;

/** `deliveries [STATE] [to ADDRESS]`, `deliveries show ID`, `deliveries replay ID`. */
export const deliveries: Subcommand = {
  word: 'deliveries',
  aliases: ['delivery', 'courrier', 'envois'],
  summary: {
    en: 'Lists the mail of a level, shows what one says and what became of it, and sends it again.',
    fr: 'Liste le courrier d’un niveau, montre ce que dit un message et ce qu’il est devenu, et le renvoie.',
  },
  usage: 'deliveries [STATE] [to ADDRESS] | [show ID | replay ID] [host | org NAME]',
  examples: [
    {
      words: 'deliveries failed org acme',
      meaning: { en: 'what was refused for good at acme', fr: 'ce qui a été refusé chez acme' },
    },
    {
      words: 'deliveries to ops@acme.example',
      meaning: { en: 'whether somebody got their mail', fr: 'si quelqu’un a reçu son courrier' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest, cursor } = takePage(invocation.words);
    const clause = splitClauses(rest, MARKERS);
    const [first, id, ...more] = clause('head');
    const [address, ...others] = clause('to').map(({ text }) => text);
    const verb = first === undefined ? null : findVerb(VERBS, first);
    if (first !== undefined && verb === null)
      return unknownVerb(invocation, { verbs: VERBS, typed: first.text, subcommand: 'deliveries' });
    if (verb === 'show' || verb === 'replay') {
      if (id === undefined || more.length > 0 || address !== undefined)
        return tooManyWords(invocation, { words: rest, example: `deliveries ${verb} ID` });
      return verb === 'show'
        ? detailsAnswer(invocation, id.text, { told: [], cursor })
        : replayOne(invocation, id.text);
    }
    if (id !== undefined || others.length > 0)
      return tooManyWords(invocation, { words: rest, example: 'deliveries failed to ops@acme.example' });
    return listAll(invocation, { state: verb ?? undefined, address, cursor });
  },
};

/** Lines of a timeline in one message. */
const TRIES_PER_PAGE = 20;

interface Listed {
  readonly state: DeliveryState | undefined;
  readonly address: string | undefined;
  readonly cursor: string | null;
}

async function listAll(invocation: Invocation, { state, address, cursor }: Listed): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const everywhere =
    invocation.level === null &&
    person.actor.roles.systemAdministrator &&
    (await findLevelOfChannel(services, person.actor, person)) === null;
  const found = everywhere ? null : await findLevel(invocation, 'deliveries');
  if (found?.kind === 'problem') return found;
  const page = await listDeliveries(services, person.actor, {
    // Whoever runs the system and names no level, nor types in a channel that does, looks for what went wrong, wherever it did.
    level: found?.level ?? null,
    limit: PER_PAGE,
    ...(state === undefined ? {} : { state }),
    ...(address === undefined ? {} : { address }),
    ...(cursor === null ? {} : { cursor }),
  });
  const lineOf =
    found === null
      ? (line: readonly (string | Word)[]) => ({ command: command.name, typed: writeLine(line) })
      : linesOf(command, found.organization);
  const name = found === null ? texts.alerts.everywhere : (found.organization?.name ?? texts.view.host);
  const words = [
    'deliveries',
    ...(state === undefined ? [] : [state]),
    ...(address === undefined ? [] : ['to', { text: address, quoted: true }]),
  ];
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.alerts.deliveriesTitle(name),
      items: page.items.map((delivery) => ({
        text: deliveryLine(delivery, invocation),
        row: [{ text: texts.alerts.open, line: lineOf(['deliveries', 'show', delivery.id]) }],
      })),
      empty: texts.alerts.noDeliveries,
      pages: [
        ...(page.next === null
          ? []
          : [{ text: texts.system.next, line: lineOf([...words, `${PAGE}${page.next}`]) }]),
        ...(cursor === null ? [] : [{ text: texts.system.first, line: lineOf(words) }]),
      ],
    }),
  };
}

function deliveryLine(
  { address, eventType, state, reason, createdAt }: Delivery,
  { texts, person }: Invocation,
): string {
  const why = reason === null ? '' : `\n${escapeMrkdwn(DELIVERY_REASON_TEXTS[reason][person.language])}`;
  return `*${escapeMrkdwn(address)}* · ${code(eventType)} · ${momentText(createdAt)}\n${texts.alerts.states[state]}${why}`;
}

async function replayOne(invocation: Invocation, id: string): Promise<Outcome> {
  const { services, person, texts } = invocation;
  await replayDelivery(services, person.actor, { id });
  return detailsAnswer(invocation, id, { told: [texts.alerts.replayed], cursor: null });
}

/** The newest tries first; a delivery that was replayed over and over has more than a message holds. */
async function detailsAnswer(
  invocation: Invocation,
  id: string,
  { told, cursor }: { readonly told: readonly string[]; readonly cursor: string | null },
): Promise<Outcome> {
  const { command, texts, services, person } = invocation;
  const { delivery, event, receivedAt, timeline } = await showDelivery(services, person.actor, { id });
  const mail = await previewDelivery(services, person.actor, { id });
  const written = mail === null ? [texts.alerts.mailHidden] : mailText(texts.alerts.mail, mail);
  const title = texts.alerts.deliveryTitle(delivery.address);
  const newest = timeline.toReversed();
  const asked = Number(cursor ?? 0);
  const from = Number.isInteger(asked) && asked >= 0 && asked < newest.length ? asked : 0;
  const shown = newest.slice(from, from + TRIES_PER_PAGE);
  const lines = [
    ...told,
    deliveryLine(delivery, invocation),
    texts.alerts.event(code(event.type), momentText(receivedAt)),
    ...(delivery.maybeDuplicate ? [texts.alerts.maybeTwice] : []),
    ...(timeline.length === 0
      ? [texts.alerts.noAttempts]
      : shown.map((attempt) => attemptLine(attempt, invocation))),
  ];
  const line = (typed: string) => ({ command: command.name, typed });
  const sendable = delivery.state !== 'delivered' && delivery.state !== 'sending';
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines, ...written]),
      blocks: [
        header(title),
        ...sections(lines),
        ...sections(written),
        ...buttons([
          ...(sendable
            ? [{ text: texts.alerts.replay, line: line(`deliveries replay ${delivery.id}`) }]
            : []),
          ...(from + TRIES_PER_PAGE < newest.length
            ? [
                {
                  text: texts.alerts.earlier,
                  line: line(`deliveries show ${delivery.id} ${PAGE}${String(from + TRIES_PER_PAGE)}`),
                },
              ]
            : []),
          { text: texts.explain.explain, line: line(`explain ${delivery.eventId}`) },
        ]),
        context(code(delivery.id)),
      ],
    },
  };
}

function attemptLine(
  { at, state, reason, server, queueId, text }: DeliveryAttempt,
  { texts, person }: Invocation,
): string {
  const why = reason === null ? [] : [DELIVERY_REASON_TEXTS[reason][person.language]];
  const facts = [...why, server, queueId, text].filter((one) => one !== null);
  return `${momentText(at)} · ${texts.alerts.states[state]}\n      ${escapeMrkdwn(facts.join(' · '))}`;
}
