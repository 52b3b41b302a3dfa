import type { AutomationEvent } from '../../events/automation-event.ts';
import { capLine } from '../cap-text.ts';
import { cleanLine } from '../clean-text.ts';
import type { EventNames } from '../event-names.ts';
import { formatDeadline, formatDuration } from '../format-time.ts';
import { headlineOf } from '../headline.ts';
import { daysLeft } from './days-left.ts';
import { factOf } from './fact-of.ts';
import type { TemplateInput } from './mail-template.ts';
import { runDuration } from './run-duration.ts';
import { writeValue } from './write-value.ts';

/** The event's names, ready for sentences in the recipient's language. */
export function namesOf(input: TemplateInput): EventNames {
  const { event, language } = input;
  const machine = named(event.machine);
  // A number says less to people than the machine's name.
  const robot = named(event.robot?.name ?? (machine === null ? event.robot?.id : null));
  const duration = runDuration(event);
  const expires = factOf(event, 'expires');
  return {
    type: named(event.type) ?? '?',
    subject: named(event.subject),
    process: named(event.process?.name ?? event.process?.id),
    robot,
    place: machine ?? robot,
    queue: named(event.queue?.name ?? event.queue?.id),
    item: named(textOf(event, 'reference') ?? textOf(event, 'item')),
    user: named(textOf(event, 'user')),
    assignee: named(textOf(event, 'assigned-to')),
    product: named(textOf(event, 'product')),
    version: named(textOf(event, 'version')),
    state: stateOf(input),
    duration: duration === null ? null : formatDuration(duration, language),
    expires: expires?.kind === 'time' ? formatDeadline(expires.at, input) : null,
    daysLeft: daysLeft(event, input.now),
    message: isolated(headlineOf(event.detail)),
  };
}

/** Longer names would push what happened off a phone's screen. */
const MOST_CHARACTERS = 60;

/** A name within a sentence: one line, capped; null when there is none. */
export function named(text: string | null | undefined): string | null {
  const line = cleanLine((text ?? '').slice(0, 1_000));
  return line === '' ? null : isolated(capLine(line, MOST_CHARACTERS));
}

/** Text that runs right to left is set apart (UAX 9, FSI … PDI), so that it does not turn the sentence around it. */
function isolated<T extends string | null>(text: T): T | string {
  return text !== null && RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

function textOf(event: AutomationEvent, label: Parameters<typeof factOf>[1]): string | null {
  const value = factOf(event, label);
  if (value === undefined) return null;
  return value.kind === 'text' ? value.text : String(value.kind === 'number' ? value.number : value.at);
}

function stateOf(input: TemplateInput): string | null {
  for (const label of ['state', 'status'] as const) {
    const value = factOf(input.event, label);
    if (value !== undefined) return named(writeValue(label, value, input));
  }
  return null;
}
