import type { AutomationEvent, EventFact, FactLabel, Named } from '../../events/automation-event.ts';
import { MINUTE } from '../../kernel/clock.ts';
import { capLine } from '../cap-text.ts';
import { cleanLine } from '../clean-text.ts';
import { formatDuration, formatTime } from '../format-time.ts';
import type { MailContent } from '../mail-content.ts';
import type { ShownLabel } from '../texts/mail-texts.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import { daysLeft } from './days-left.ts';
import type { TemplateInput } from './mail-template.ts';
import { runDuration } from './run-duration.ts';
import { MOST_CHARACTERS, writeValue } from './write-value.ts';

/** The event's facts in a fixed order, times in the recipient's zone, then the data that the rules asked for. */
export function factRows(input: TemplateInput): MailContent['facts'] {
  const { event } = input;
  const rows = [...things(event), ...event.facts].map((fact): Row => ({
    label: fact.label,
    value: writeValue(fact.label, current(fact, input), input),
  }));
  return [...inOrder([...rows, ...workedOut(input)]).map((row) => labelled(row, input)), ...dataRows(input)];
}

/** The order in which people read: what, where, how it stands, when, and last where to find it. */
export const FACT_ORDER: readonly ShownLabel[] = [
  'process',
  'trigger',
  'action',
  'product',
  'version',
  'queue',
  'reference',
  'item',
  'robot',
  'machine',
  'state',
  'status',
  'priority',
  'exception-type',
  'license-error',
  'days-left',
  'expires',
  'created',
  'deferred',
  'due',
  'started',
  'ended',
  'duration',
  'resumed',
  'reported',
  'occurred',
  'retry',
  'max-retries',
  'sla',
  'jobs-count',
  'assigned-to',
  'catalog',
  'user',
  'source',
  'schedule',
  'time-zone',
  'folder',
  'tenant',
  'job',
];

interface Row {
  readonly label: ShownLabel;
  readonly value: string;
}

/** The things that the event names beside its facts. */
function things(event: AutomationEvent): EventFact[] {
  const named: readonly (readonly [FactLabel, string | null])[] = [
    ['process', nameOf(event.process)],
    ['robot', nameOf(event.robot)],
    ['machine', event.machine],
    ['queue', nameOf(event.queue)],
    ['folder', nameOf(event.folder)],
    ['tenant', nameOf(event.tenant)],
  ];
  return named.flatMap(([label, text]) => (text === null ? [] : [{ label, value: { kind: 'text', text } }]));
}

function nameOf(thing: Named | null): string | null {
  return thing?.name ?? thing?.id ?? null;
}

/** A count of days that was right when it was sent is put right for the day on which it is read. */
function current(fact: EventFact, { event, now }: TemplateInput): EventFact['value'] {
  const days = fact.label === 'days-left' ? daysLeft(event, now) : null;
  return days === null ? fact.value : { kind: 'number', number: days };
}

/** How long it took, and when it was unless a fact says that already. */
function workedOut(input: TemplateInput): Row[] {
  const { event, language } = input;
  const duration = runDuration(event);
  const tellsWhen = event.facts.some(
    ({ value }) => value.kind === 'time' && Math.abs(value.at - event.occurredAt) < MINUTE,
  );
  return [
    ...(duration === null ? [] : [{ label: 'duration' as const, value: formatDuration(duration, language) }]),
    ...(tellsWhen ? [] : [{ label: 'occurred' as const, value: formatTime(event.occurredAt, input) }]),
  ];
}

/** Sorted, without empty values, and without what a fact repeats of a thing. */
function inOrder(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows
    .filter(({ label, value }) => {
      const key = `${label}\n${value}`;
      if (value === '' || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => FACT_ORDER.indexOf(a.label) - FACT_ORDER.indexOf(b.label))
    .slice(0, MOST_ROWS);
}

/** Facts, and as many values again, that a mail shows; the sources allow 40 facts. */
const MOST_ROWS = 50;

function labelled({ label, value }: Row, { language }: TemplateInput): { label: string; value: string } {
  return { label: MAIL_TEXTS[language].labels[label], value };
}

function dataRows({ data }: TemplateInput): { label: string; value: string }[] {
  return Object.entries(data)
    .slice(0, MOST_ROWS)
    .map(([key, text]) => ({
      label: capLine(cleanLine(key), 100),
      value: capLine(cleanLine(text.slice(0, 4 * MOST_CHARACTERS)), MOST_CHARACTERS),
    }))
    .filter(({ label, value }) => label !== '' && value !== '');
}
