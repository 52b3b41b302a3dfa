import {
  DELIVERY_REASON_TEXTS,
  UNUSABLE_TEXTS,
  type Delivery,
  type MailState,
  type MailStates,
} from '@postern/core';
import type { types } from '@slack/bolt';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons, type LineButton } from '../blocks/line-button.ts';
import { context, header, section, sections } from '../blocks/message-blocks.ts';
import { momentText } from '../blocks/moment-text.ts';
import { authorText } from '../commands/author-text.ts';
import { gatheringLines } from '../commands/gathering-lines.ts';
import { linesOf } from '../commands/lines-of.ts';
import { connectionLine } from '../incidents/connection-line.ts';
import type { Messages } from '../messages/messages.ts';
import type { Person } from '../people/person.ts';

/** What a press in the Home tab does that is no line: each shows the page in its value. */
export const HOME_PAGES = { refresh: 'home:refresh', next: 'home:next', first: 'home:first' } as const;

const SETTINGS = { name: '/email-settings' };
const ALERTS = { name: '/email-alerts' };

/** Who looks, and when. */
export interface HomeScene {
  readonly texts: Messages;
  readonly person: Pick<Person, 'language'>;
  /** Short name behind which the page begins; `''` for the first one. */
  readonly page: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The Home tab of an administrator: how mail is, level by level, and what can be done about it. */
export function homeView(states: MailStates, scene: HomeScene): types.HomeView {
  const { texts, page, now } = scene;
  const { home } = texts;
  const { maintenance, backlog, levels, organizations, next } = states;
  const waiting =
    backlog === null
      ? 0
      : backlog.queued - backlog.gathering + backlog.deferred + backlog.unknown + backlog.sending;
  const summary = [
    ...(maintenance === 'off' ? [] : [texts.system.modes[maintenance]]),
    ...(backlog === null ? [] : [waiting === 0 ? home.nothingWaits : home.waiting(waiting)]),
    home.organizations(organizations),
  ];
  return view(scene, [
    header(home.title),
    ...sections(summary),
    ...levels.flatMap((state) => levelBlocks(state, scene)),
    { type: 'divider' },
    pageButtons([
      { action: HOME_PAGES.refresh, text: home.refresh, page },
      ...(next === null ? [] : [{ action: HOME_PAGES.next, text: texts.system.next, page: next }]),
      ...(page === '' ? [] : [{ action: HOME_PAGES.first, text: texts.system.first, page: '' }]),
    ]),
    context(home.footer(momentText(now), code(`${SETTINGS.name} help`))),
  ]);
}

/** The Home tab when there is nothing to show but a few words. */
export function wordsHome(lines: readonly string[], scene: HomeScene): types.HomeView {
  const { home } = scene.texts;
  return view(scene, [
    header(home.title),
    ...sections(lines),
    pageButtons([{ action: HOME_PAGES.refresh, text: home.refresh, page: scene.page }]),
  ]);
}

function view({ page }: HomeScene, blocks: readonly types.KnownBlock[]): types.HomeView {
  return { type: 'home', private_metadata: page, blocks: [...blocks] };
}

function levelBlocks(state: MailState, scene: HomeScene): readonly types.KnownBlock[] {
  const { texts } = scene;
  const { organization, failures, draft } = state;
  const lineOf = linesOf(SETTINGS, organization);
  const test: LineButton = {
    text: texts.change.test,
    line: lineOf(['test']),
    ...(draft === null ? {} : { style: 'primary' }),
  };
  const name =
    organization === null
      ? `*${escapeMrkdwn(texts.home.host)}*`
      : `*${escapeMrkdwn(organization.name)}* · ${code(organization.slug)}`;
  return [
    { type: 'divider' },
    section([name, ...stateLines(state, scene)].join('\n')),
    ...(failures.length === 0
      ? []
      : [context([texts.home.failures, ...failures.map((one) => failureLine(one, scene))].join('\n'))]),
    ...buttons([
      { text: texts.test.settings, line: lineOf(['view']) },
      { text: texts.edit.open, line: lineOf(['edit']) },
      test,
      { text: texts.home.deliveries, line: linesOf(ALERTS, organization)(['deliveries']) },
    ]),
  ];
}

function stateLines(
  { organization, gaps, active, draft, connection, gathering, incidents }: MailState,
  { texts, person }: HomeScene,
): readonly string[] {
  // Its whole name stands above; a page of long ones would be too large.
  const name = organization?.slug ?? texts.view.host;
  const reasons = gaps.map((gap) => escapeMrkdwn(UNUSABLE_TEXTS[gap][person.language]));
  const test = active?.test ?? null;
  return [
    reasons.length === 0 ? texts.view.ready : texts.view.waits(reasons.join(' ')),
    connectionLine(connection, person.language),
    ...gatheringLines(gathering, texts),
    ...incidents.map(
      ({ facts, openedAt }) =>
        `:rotating_light: ${escapeMrkdwn(texts.incident.title[facts.kind](name))} · ${momentText(openedAt)}`,
    ),
    ...(test === null ? [] : [texts.home[test.outcome](momentText(test.at))]),
    ...(draft === null
      ? []
      : [texts.view.draft(draft.number, authorText(draft.author), momentText(draft.createdAt))]),
  ];
}

function failureLine(
  { address, eventType, reason, endedAt, createdAt }: Delivery,
  { person }: HomeScene,
): string {
  const why = reason === null ? '' : ` · ${escapeMrkdwn(DELIVERY_REASON_TEXTS[reason][person.language])}`;
  return `:x: ${escapeMrkdwn(address)} · ${code(eventType)} · ${momentText(endedAt ?? createdAt)}${why}`;
}

function pageButtons(
  row: readonly { readonly action: string; readonly text: string; readonly page: string }[],
): types.ActionsBlock {
  return {
    type: 'actions',
    elements: row.map(({ action, text, page }) => ({
      type: 'button',
      action_id: action,
      text: { type: 'plain_text', text },
      // Slack takes no empty value.
      ...(page === '' ? {} : { value: page }),
    })),
  };
}
