import {
  fieldOf,
  FIELDS,
  UNUSABLE_TEXTS,
  type ConnectionState,
  type EffectiveField,
  type Ending,
  type FieldKey,
  type GatheringMails,
  type Page,
  type SettingsView,
  type SettingsWarning,
  type ShownRevision,
} from '@postern/core';
import { connectionText } from '../connection-text.ts';
import { endingText } from '../ending-text.ts';
import type { CommandIo } from '../command-io.ts';
import { instant, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { printPage } from '../print-page.ts';

/** What is shown beside the settings. */
interface ViewContext {
  readonly name: string;
  readonly connection: ConnectionState;
  /** What of the connection ends soon. */
  readonly endings: readonly Ending[];
  readonly gathering: GatheringMails;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Prints effective settings with origin and locks, then whether mail can be sent. */
export function printView(
  io: CommandIo,
  view: SettingsView,
  { name, connection, endings, gathering, now }: ViewContext,
): void {
  const rows = view.effective.fields.map((field) => [
    fieldOf(field.key).name,
    shownValue(field),
    isSet(field) ? field.origin : field.value === null ? '' : 'default',
    field.locked ? 'locked' : '',
  ]);
  printTable(io, ['setting', 'value', 'from', ''], rows);
  printLine(io);
  if (view.effective.gaps.length === 0) printLine(io, `Mail of ${name} can be sent with these settings.`);
  for (const gap of view.effective.gaps) printLine(io, `Mail of ${name} waits. ${UNUSABLE_TEXTS[gap].en}`);
  printLine(io, `Connection: ${connectionText(connection)}`);
  if (gathering.mails > 0)
    printLine(
      io,
      `Gathering: ${counted(gathering.events, 'event')} in ${counted(gathering.mails, 'mail')}; the next goes ${instant(gathering.nextAt)}.`,
    );
  printWarnings(io, view.effective.warnings);
  for (const ending of endings) io.err(`Note: ${endingText(ending, now)}.\n`);
  if (view.active !== null) printLine(io, `Active: ${revisionLine(view.active)}`);
  if (view.draft !== null) {
    const { revision } = view.draft;
    printLine(io, `Draft: ${revisionLine(revision)}`);
    printLine(io, `  ${draftValues(revision)}`);
  }
}

function counted(count: number, thing: string): string {
  return `${String(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** Advice, one line each, to standard error. */
export function printWarnings(io: CommandIo, warnings: readonly SettingsWarning[]): void {
  for (const { field, text } of warnings) io.err(`Note on ${fieldOf(field).name}: ${text.en}\n`);
}

/** One revision in a line. */
function revisionLine({ number, author, createdAt, test, note, arrivedAt }: ShownRevision): string {
  const tested =
    test === null
      ? 'not tested'
      : test.outcome === 'passed'
        ? `test passed ${instant(test.at)}`
        : `test failed ${instant(test.at)}: ${test.reason ?? ''}`;
  const arrived = arrivedAt === null ? '' : `, test mail arrived ${instant(arrivedAt)}`;
  return `revision ${String(number)} (${note}) by ${author}, ${instant(createdAt)}, ${tested}${arrived}`;
}

function draftValues({ values, secrets }: ShownRevision): string {
  const plain = FIELDS.flatMap(({ key, name }) => {
    const value = (values as Partial<Record<FieldKey, string | number | boolean>>)[key];
    return value === undefined ? [] : [`${name}=${valueText(value)}`];
  });
  const sealed = FIELDS.flatMap(({ key, name }) => (key in secrets ? [`${name} set`] : []));
  return [...plain, ...sealed].join('  ');
}

function isSet({ value, secret, origin }: EffectiveField): boolean {
  return origin !== 'default' && (value !== null || (secret !== null && secret !== 'not-set'));
}

function shownValue({ value, secret }: EffectiveField): string {
  if (secret === 'sealed') return 'set (sealed)';
  if (secret !== null && secret !== 'not-set') return `reference ${secret.reference}`;
  if (secret === 'not-set' || value === null) return '–';
  return valueText(value);
}

function valueText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const text = String(value);
  return text.includes('-----BEGIN') ? 'set (PEM)' : text;
}

/** A page of the history. */
export function printRevisions(io: CommandIo, page: Page<ShownRevision>): void {
  printPage(io, page, {
    none: 'No revisions: nothing was ever set here.',
    head: ['revision', 'state', 'by', 'when', 'how', 'test', 'mail arrived'],
    row: ({ number, state, author, createdAt, note, test, arrivedAt }) => [
      number,
      state,
      author,
      instant(createdAt),
      note,
      test === null ? '–' : test.outcome,
      arrivedAt === null ? '–' : instant(arrivedAt),
    ],
  });
}
