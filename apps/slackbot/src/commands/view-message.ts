import {
  fieldOf,
  UNUSABLE_TEXTS,
  type ConnectionState,
  type Ending,
  type GatheringMails,
  type Organization,
  type SettingsView,
  type ShownRevision,
} from '@postern/core';
import { code, escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { buttons } from '../blocks/line-button.ts';
import { context, header, sections, table } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { momentText } from '../blocks/moment-text.ts';
import { plainText } from '../blocks/plain-text.ts';
import { connectionLine } from '../incidents/connection-line.ts';
import { endingLine } from '../incidents/ending-line.ts';
import { authorText } from './author-text.ts';
import { gatheringLines } from './gathering-lines.ts';
import { linesOf } from './lines-of.ts';
import { settingRows } from './setting-rows.ts';
import type { Invocation } from './subcommand.ts';

/** The settings of one level as a message: a short table, then what is wrong or pending, then who set it and the next step. */
export function viewMessage(parts: {
  readonly settings: SettingsView;
  readonly connection: ConnectionState;
  /** What of it ends soon. */
  readonly endings: readonly Ending[];
  readonly gathering: GatheringMails;
  /** Null at the host. */
  readonly organization: Organization | null;
  /** The next useful step; mrkdwn. */
  readonly next: string;
  readonly invocation: Invocation;
}): Message {
  const { settings, connection, endings, gathering, organization, next, invocation } = parts;
  const { texts, person, services } = invocation;
  const name = organization?.name ?? texts.view.host;
  const rows = settingRows(settings.effective.fields, { language: person.language, texts });
  const now = services.clock.now();
  const remarks = [
    ...remarksOn(settings, invocation),
    connectionLine(connection, person.language),
    ...gatheringLines(gathering, texts),
    ...endings.map((ending) => `:hourglass: ${endingLine(ending, { language: person.language, now })}`),
  ];
  const history = historyLines(settings, invocation);
  const lineOf = linesOf(invocation.command, organization);
  return {
    text: plainText([
      escapeMrkdwn(texts.view.title(name)),
      // What is wrong comes before the table: a screen reader's time is short, and so is this text.
      ...remarks,
      ...rows.map(({ setting, value, origin }) => escapeMrkdwn(`${setting}: ${value} (${origin})`)),
      ...history,
      next,
    ]),
    blocks: [
      header(texts.view.title(name)),
      table([texts.view.columns, ...rows.map(({ setting, value, origin }) => [setting, value, origin])]),
      ...sections(remarks),
      ...buttons([
        { text: texts.edit.open, line: lineOf(['edit']) },
        { text: texts.change.test, line: lineOf(['test']), ...(settings.draft === null ? {} : PRIMARY) },
        { text: texts.revision.open, line: lineOf(['history']) },
        { text: texts.system.openAudit, line: lineOf(['audit']) },
      ]),
      ...history.map(context),
      context(next),
    ],
  };
}

/** A draft that waits is what to do next. */
const PRIMARY = { style: 'primary' } as const;

function remarksOn({ effective, draft }: SettingsView, { texts, person }: Invocation): readonly string[] {
  const { language } = person;
  const gaps = effective.gaps.map((gap) => escapeMrkdwn(UNUSABLE_TEXTS[gap][language])).join(' ');
  return [
    gaps === '' ? texts.view.ready : texts.view.waits(gaps),
    ...effective.warnings.map(({ field, text }) =>
      texts.view.note(code(fieldOf(field).name), escapeMrkdwn(text[language])),
    ),
    ...(draft === null ? [] : [revisionText(draft.revision, { line: texts.view.draft })]),
  ];
}

function historyLines({ active }: SettingsView, { texts }: Invocation): readonly string[] {
  return [active === null ? texts.view.neverSet : revisionText(active, { line: texts.view.active })];
}

function revisionText(
  { number, author, createdAt }: ShownRevision,
  { line }: { readonly line: (revision: number, author: string, when: string) => string },
): string {
  return line(number, authorText(author), momentText(createdAt));
}
