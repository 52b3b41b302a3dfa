import {
  DELIVERY_REASON_TEXTS,
  DELIVERY_STATES,
  findLevelOfChannel,
  listDeliveries,
  replayDelivery,
  showDelivery,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryDetails,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { context, header, sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { writeLine } from '../../words/write-line.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';

const PER_PAGE = 10;

/** `deliveries [STATE]`, `deliveries show ID`, `deliveries replay ID`. */
export const deliveries: Subcommand = {
  word: 'deliveries',
  aliases: ['courrier', 'envois'],
  summary: {
    en: 'Lists the mail of a level, shows what became of one, and sends one again.',
    fr: 'Liste le courrier d’un niveau, montre ce qu’un message est devenu, et le renvoie.',
  },
  usage: 'deliveries [STATE | show ID | replay ID] [host | org NAME]',
  examples: [
    {
      words: 'deliveries failed org acme',
      meaning: { en: 'what was refused for good at acme', fr: 'ce qui a été refusé chez acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest, cursor } = takePage(invocation.words);
    const [verb, id, ...more] = rest.map(({ text }) => text);
    if (more.length === 0 && id !== undefined && verb === 'show') return showOne(invocation, id);
    if (more.length === 0 && id !== undefined && verb === 'replay') return replayOne(invocation, id);
    const state = DELIVERY_STATES.find((one) => one === verb?.toLowerCase());
    if (id !== undefined || (verb !== undefined && state === undefined)) {
      return tooManyWords(invocation, { words: rest, example: 'deliveries failed' });
    }
    return listAll(invocation, { state, cursor });
  },
};

async function listAll(
  invocation: Invocation,
  { state, cursor }: { readonly state: Delivery['state'] | undefined; readonly cursor: string | null },
): Promise<Outcome> {
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
    ...(cursor === null ? {} : { cursor }),
  });
  const lineOf =
    found === null
      ? (line: readonly string[]) => ({ command: command.name, typed: writeLine(line) })
      : linesOf(command, found.organization);
  const name = found === null ? texts.alerts.everywhere : (found.organization?.name ?? texts.view.host);
  const words = ['deliveries', ...(state === undefined ? [] : [state])];
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

async function showOne(invocation: Invocation, id: string): Promise<Outcome> {
  const details = await showDelivery(invocation.services, invocation.person.actor, { id });
  return detailsAnswer(invocation, details, []);
}

async function replayOne(invocation: Invocation, id: string): Promise<Outcome> {
  const { services, person, texts } = invocation;
  await replayDelivery(services, person.actor, { id });
  const details = await showDelivery(services, person.actor, { id });
  return detailsAnswer(invocation, details, [texts.alerts.replayed]);
}

function detailsAnswer(
  invocation: Invocation,
  { delivery, event, receivedAt, timeline }: DeliveryDetails,
  told: readonly string[],
): Outcome {
  const { command, texts } = invocation;
  const title = texts.alerts.deliveryTitle(delivery.address);
  const lines = [
    ...told,
    deliveryLine(delivery, invocation),
    texts.alerts.event(code(event.type), momentText(receivedAt)),
    ...(delivery.maybeDuplicate ? [texts.alerts.maybeTwice] : []),
    ...(timeline.length === 0
      ? [texts.alerts.noAttempts]
      : timeline.map((attempt) => attemptLine(attempt, invocation))),
  ];
  const line = (typed: string) => ({ command: command.name, typed });
  const sendable = delivery.state !== 'delivered' && delivery.state !== 'sending';
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines]),
      blocks: [
        header(title),
        ...sections(lines),
        ...buttons(
          sendable ? [{ text: texts.alerts.replay, line: line(`deliveries replay ${delivery.id}`) }] : [],
        ),
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
