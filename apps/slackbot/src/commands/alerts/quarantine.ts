import {
  dismissQuarantined,
  listQuarantine,
  replayQuarantined,
  showQuarantined,
  type QuarantinedReport,
} from '@postern/core';
import { code, escapeMrkdwn } from '../../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../../blocks/line-button.ts';
import { listMessage } from '../../blocks/list-message.ts';
import { context, header, sections } from '../../blocks/message-blocks.ts';
import { momentText } from '../../blocks/moment-text.ts';
import { plainText } from '../../blocks/plain-text.ts';
import { writeLine } from '../../words/write-line.ts';
import { askFirst, takeConfirmation } from '../ask-first.ts';
import { findLevel } from '../find-level.ts';
import { linesOf } from '../lines-of.ts';
import type { Invocation, Outcome, Subcommand } from '../subcommand.ts';
import { PAGE, takePage } from '../take-page.ts';
import { tooManyWords } from '../too-many-words.ts';
import { bodyText } from './body-text.ts';
import { findVerb, unknownVerb } from './find-verb.ts';

const PER_PAGE = 10;

const VERBS = {
  held: ['retenus', 'retenu'],
  replayed: ['rejoués', 'rejoues'],
  dismissed: ['écartés', 'ecartes'],
  show: ['voir', 'montrer'],
  replay: ['rejouer'],
  dismiss: ['écarter', 'ecarter'],
} as const;

/** `quarantine [held | replayed | dismissed]`, `quarantine show|replay|dismiss ID`. */
export const quarantine: Subcommand = {
  word: 'quarantine',
  aliases: ['quarantaine'],
  summary: {
    en: 'Lists signed reports that could not be turned into mail, reads one again, or sets it aside.',
    fr: 'Liste les envois signés dont aucun courrier n’a pu être fait, en relit un, ou l’écarte.',
  },
  usage: 'quarantine [held | replayed | dismissed | show ID | replay ID | dismiss ID] [host | org NAME]',
  examples: [
    {
      words: 'quarantine org acme',
      meaning: { en: 'what of acme’s is held', fr: 'ce qui est retenu chez acme' },
    },
  ],
  audience: 'administrators',
  async run(invocation): Promise<Outcome> {
    const { rest: unpaged, cursor } = takePage(invocation.words);
    const { rest, confirmed } = takeConfirmation(unpaged);
    const [first, id, ...more] = rest;
    const verb = first === undefined ? 'held' : findVerb(VERBS, first);
    if (verb === null)
      return unknownVerb(invocation, { verbs: VERBS, typed: first?.text ?? '', subcommand: 'quarantine' });
    if (verb === 'held' || verb === 'replayed' || verb === 'dismissed') {
      const words = rest.slice(1);
      if (words.length > 0) return tooManyWords(invocation, { words, example: 'quarantine org acme' });
      return list(invocation, { state: verb, cursor });
    }
    if (id === undefined || more.length > 0)
      return tooManyWords(invocation, { words: more.length > 0 ? more : rest, example: 'quarantine' });
    switch (verb) {
      case 'show':
        return show(invocation, id.text);
      case 'replay':
        return replay(invocation, id.text);
      case 'dismiss':
        return dismiss(invocation, { id: id.text, confirmed });
      default:
        return verb satisfies never;
    }
  },
};

async function list(
  invocation: Invocation,
  { state, cursor }: { readonly state: QuarantinedReport['state']; readonly cursor: string | null },
): Promise<Outcome> {
  const { command, texts, person, services } = invocation;
  const everywhere = invocation.level === null && person.actor.roles.systemAdministrator;
  const found = everywhere ? null : await findLevel(invocation, 'quarantine');
  if (found?.kind === 'problem') return found;
  const { items, next } = await listQuarantine(services, person.actor, {
    // Whoever runs the system and names no level looks for what went wrong, wherever it did.
    level: found?.level ?? null,
    state,
    limit: PER_PAGE,
    ...(cursor === null ? {} : { cursor }),
  });
  const lineOf =
    found === null
      ? (words: readonly string[]) => ({ command: command.name, typed: writeLine(words) })
      : linesOf(command, found.organization);
  const name = found === null ? texts.alerts.everywhere : (found.organization?.name ?? texts.view.host);
  return {
    kind: 'answer',
    message: listMessage({
      title: texts.quarantine.title(name),
      items: items.map((report) => ({
        text: reportText(report, invocation),
        row: [{ text: texts.alerts.open, line: lineTo(invocation, `show ${report.id}`) }],
      })),
      empty: texts.quarantine.none[state],
      pages: [
        ...(next === null
          ? []
          : [{ text: texts.system.older, line: lineOf(['quarantine', state, `${PAGE}${next}`]) }]),
        ...(cursor === null ? [] : [{ text: texts.system.newest, line: lineOf(['quarantine', state]) }]),
      ],
    }),
  };
}

function reportText(
  { reason, explanation, state, receivedAt, size, contentType }: QuarantinedReport,
  { texts }: Invocation,
): string {
  const facts = [momentText(receivedAt), texts.quarantine.size(size), escapeMrkdwn(contentType)];
  return [
    `*${texts.quarantine.reasons[reason]}* · ${texts.quarantine.states[state]}`,
    escapeMrkdwn(explanation),
    facts.filter((fact) => fact !== '').join(' · '),
  ].join('\n');
}

async function show(invocation: Invocation, id: string): Promise<Outcome> {
  const { texts, person, services } = invocation;
  const { report, body } = await showQuarantined(services, person.actor, { id });
  const title = texts.quarantine.oneTitle;
  const lines = [reportText(report, invocation), ...bodyText(body, texts.quarantine.cut)];
  const row =
    report.state === 'held'
      ? [
          { text: texts.quarantine.replay, line: lineTo(invocation, `replay ${id}`) },
          {
            text: texts.quarantine.dismiss,
            line: lineTo(invocation, `dismiss ${id}`),
            style: 'danger' as const,
          },
        ]
      : [];
  return {
    kind: 'answer',
    message: {
      text: plainText([title, ...lines]),
      blocks: [header(title), ...sections(lines), ...buttons(row), context(code(id))],
    },
  };
}

async function replay(invocation: Invocation, id: string): Promise<Outcome> {
  const { texts, person, services } = invocation;
  const done = await replayQuarantined(services, person.actor, { id });
  switch (done.kind) {
    case 'replayed':
      return told(invocation, {
        lines: [texts.quarantine.replayed(done.events, done.deliveries, done.silenced)],
        row: [
          { text: texts.explain.explain, line: { command: invocation.command.name, typed: `explain ${id}` } },
        ],
      });
    case 'still-held':
      return told(invocation, {
        lines: [texts.quarantine.stillHeld, escapeMrkdwn(done.explanation)],
        row: [{ text: texts.alerts.open, line: lineTo(invocation, `show ${id}`) }],
      });
    default:
      return done satisfies never;
  }
}

async function dismiss(
  invocation: Invocation,
  { id, confirmed }: { readonly id: string; readonly confirmed: boolean },
): Promise<Outcome> {
  const { texts, person, services } = invocation;
  if (!confirmed) {
    // Shown first: what is not there, or not theirs, is not asked about.
    const { report } = await showQuarantined(services, person.actor, { id });
    return askFirst({
      title: texts.quarantine.oneTitle,
      question: `${texts.quarantine.askDismiss}\n${reportText(report, invocation)}`,
      confirmed: lineTo(invocation, `dismiss ${id} confirm`),
      instead: lineTo(invocation, `show ${id}`),
      texts,
    });
  }
  await dismissQuarantined(services, person.actor, { id });
  return told(invocation, {
    lines: [texts.quarantine.dismissed],
    row: [{ text: texts.quarantine.list, line: lineTo(invocation, 'held') }],
  });
}

function told(
  { texts }: Invocation,
  { lines, row }: { readonly lines: readonly string[]; readonly row: readonly LineButton[] },
): Outcome {
  const title = texts.quarantine.oneTitle;
  return {
    kind: 'answer',
    message: {
      text: plainText([title, ...lines]),
      blocks: [header(title), ...sections(lines), ...buttons(row)],
    },
  };
}

function lineTo({ command }: Invocation, words: string): LineButton['line'] {
  return { command: command.name, typed: `quarantine ${words}` };
}
