import {
  DELIVERY_REASON_TEXTS,
  explainStoredEvent,
  listEvents,
  MISMATCH_TEXTS,
  type ExplainedStoredEvent,
  type StoredEvent,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons } from '../../blocks/line-button.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { context, header, sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { mailText } from './mail-text.ts';
import { matchersText } from './matchers-text.ts';
import { timingText } from './timing-text.ts';

const PER_PAGE = 10;
/** Rules and mails that are told one by one; the command line tells all. */
const MOST_TOLD = 10;

/** `explain`: the last events of a level; `explain EVENT`: what the rules make of one, and why. */
export const explain: Subcommand = {
  word: 'explain',
  aliases: ['expliquer', 'pourquoi'],
  summary: {
    en: 'Says of a recent event which rules match and why not, who gets it, and what the mail says.',
    fr: 'Dit, pour un événement récent, quelles règles s’appliquent ou pourquoi pas, qui le reçoit et ce que dit le message.',
  },
  usage: 'explain [EVENT] [host | org NAME]',
  examples: [
    {
      words: 'explain org acme',
      meaning: {
        en: 'the last events of acme, to choose one',
        fr: 'les derniers événements de acme, au choix',
      },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest, cursor } = takePage(invocation.words);
    const [id, ...more] = rest;
    if (more.length > 0) return tooManyWords(invocation, { words: more, example: 'explain org acme' });
    if (id === undefined) return listRecent(invocation, cursor);
    const { services, person } = invocation;
    return explanationAnswer(
      invocation,
      await explainStoredEvent(services, person.actor, { eventId: id.text }),
    );
  },
};

async function listRecent(invocation: Invocation, cursor: string | null): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const found = await findLevel(invocation, 'explain');
  if (found.kind === 'problem') return found;
  const { level, organization } = found;
  const { items, next } = await listEvents(services, person.actor, {
    level,
    limit: PER_PAGE,
    ...(cursor === null ? {} : { cursor }),
  });
  const lineOf = linesOf(command, organization);
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.explain.listTitle(organization?.name ?? texts.view.host),
      items: items.map((stored) => ({
        text: eventText(stored),
        row: [
          { text: texts.explain.explain, line: { command: command.name, typed: `explain ${stored.id}` } },
        ],
      })),
      empty: texts.explain.noEvents,
      pages: [
        ...(next === null ? [] : [{ text: texts.system.older, line: lineOf(['explain', `${PAGE}${next}`]) }]),
        ...(cursor === null ? [] : [{ text: texts.system.newest, line: lineOf(['explain']) }]),
      ],
    }),
  };
}

function eventText({ event, receivedAt }: Pick<StoredEvent, 'event' | 'receivedAt'>): string {
  const subject = event.subject === null ? '' : ` · ${escapeMrkdwn(event.subject)}`;
  return `*${escapeMrkdwn(event.type)}* · ${event.severity}${subject} · ${momentText(receivedAt)}`;
}

function explanationAnswer(invocation: Invocation, explained: ExplainedStoredEvent): Outcome {
  const { command, texts } = invocation;
  const { id, mail } = explained;
  const title = texts.explain.title(explained.event.type);
  const lines = [
    eventText(explained),
    ...silenceLines(explained, invocation),
    ...addresseeLines(explained, invocation),
    ...ruleLines(explained, invocation),
    ...recipientLines(explained, invocation),
    ...becameLines(explained, invocation),
  ];
  const written = mail === null ? [] : mailText(texts.explain.mail(escapeMrkdwn(mail.address)), mail);
  const rulesLine = { command: command.name, typed: `explain ${id}` };
  return {
    kind: 'answer',
    message: {
      text: plainText([escapeMrkdwn(title), ...lines, ...written]),
      blocks: [
        header(title),
        ...sections(lines),
        ...sections(written),
        ...buttons([{ text: texts.explain.again, line: rulesLine }]),
        context(code(id)),
      ],
    },
  };
}

function silenceLines({ silence }: ExplainedStoredEvent, { texts }: Invocation): readonly string[] {
  if (silence === null) return [];
  return [texts.explain.silenced(escapeMrkdwn(silence.reason), momentText(silence.endsAt))];
}

function addresseeLines({ addressee }: ExplainedStoredEvent, { texts }: Invocation): readonly string[] {
  return addressee === 'none' ? [] : [texts.explain.addressee[addressee]];
}

/** Rules that match first; of the others so many that the message stays readable. */
function ruleLines({ rules }: ExplainedStoredEvent, { texts, person }: Invocation): readonly string[] {
  if (rules.length === 0) return [texts.explain.noRules];
  const ordered = [
    ...rules.filter(({ mismatch }) => mismatch === null),
    ...rules.filter(({ mismatch }) => mismatch !== null),
  ];
  const told = ordered.slice(0, MOST_TOLD).map(({ rule, mismatch }) => {
    const verdict =
      mismatch === null
        ? texts.explain.matches
        : texts.explain.differs(MISMATCH_TEXTS[mismatch][person.language]);
    return `*${escapeMrkdwn(rule.name)}*: ${verdict}\n      ${matchersText(rule.matchers, texts)}`;
  });
  const hidden = rules.length - told.length;
  return [texts.explain.rules, ...told, ...(hidden === 0 ? [] : [texts.explain.moreRules(hidden)])];
}

function recipientLines({ deliveries }: ExplainedStoredEvent, { texts }: Invocation): readonly string[] {
  if (deliveries.length === 0) return [texts.explain.nobody];
  const named = deliveries
    .slice(0, MOST_TOLD)
    .map(
      ({ recipient, timing }) => `      ${escapeMrkdwn(recipient.address)} · ${timingText(timing, texts)}`,
    );
  const hidden = deliveries.length - named.length;
  return [texts.explain.recipients, ...named, ...(hidden === 0 ? [] : [`      +${String(hidden)}`])];
}

function becameLines({ became }: ExplainedStoredEvent, { texts, person }: Invocation): readonly string[] {
  if (became.length === 0) return [texts.explain.becameNothing];
  const told = became.slice(0, MOST_TOLD).map(({ address, state, reason }) => {
    const why = reason === null ? '' : ` · ${escapeMrkdwn(DELIVERY_REASON_TEXTS[reason][person.language])}`;
    return `      ${escapeMrkdwn(address)} · ${texts.alerts.states[state]}${why}`;
  });
  const hidden = became.length - told.length;
  return [texts.explain.became, ...told, ...(hidden === 0 ? [] : [`      +${String(hidden)}`])];
}
