import type { Severity } from '../../events/automation-event.ts';
import { findEventType } from '../../events/catalogue.ts';
import { MINUTE } from '../../kernel/clock.ts';
import { capLine, cutMiddle } from '../cap-text.ts';
import { cleanLine, cleanText } from '../clean-text.ts';
import { formatNumber } from '../format-number.ts';
import { formatClockInZone, formatDay, formatTime } from '../format-time.ts';
import { firstLine } from '../headline.ts';
import { httpLink } from '../http-link.ts';
import type { MailContent } from '../mail-content.ts';
import { mailSubject } from '../mail-subject.ts';
import type { Situation } from '../texts/mail-texts.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import { factRows } from './fact-rows.ts';
import type { TemplateInput } from './mail-template.ts';
import { named, namesOf } from './names-of.ts';

/** How one kind of mail differs from the rest. */
export interface EventMailStyle {
  /** Whether the title already holds what the detail's first line says, so that the subject need not. */
  readonly titleSaysWhy?: boolean;
  /** The words on the button that leads to the event's link; `open` by default. */
  readonly button?: 'open' | 'releaseNotes';
}

/** The mail about an event: what happened in a line and in a sentence, the facts, the detail, and what to do. */
export function eventMail(
  input: TemplateInput,
  situation: Situation,
  style: EventMailStyle = {},
): MailContent {
  const { event, language } = input;
  const texts = MAIL_TEXTS[language];
  const words = texts.situations[situation];
  const names = namesOf(input);
  const title = words.title(names);
  const sentence = words.sentence(names);
  const bad = WORTH_A_REASON.has(event.severity);
  const why = bad && style.titleSaysWhy !== true ? names.message : null;
  const link = httpLink(event.link);
  const detail = detailOf(input);
  return {
    subject: mailSubject(why === null || title.includes(why) ? title : `${title} — ${why}`),
    preview: previewOf(bad ? firstLine(event.detail, 140) : null, title) ?? capLine(cleanLine(sentence), 140),
    severity: event.severity,
    badge: texts.badges[event.severity],
    context: contextOf(input),
    title,
    paragraphs: [sentence, ...stormNotice(input), ...lateness(input)],
    facts: factRows(input),
    detail: detail === null || saysNoMore(detail.text, { title, type: event.type }) ? null : detail,
    next: words.next === null ? null : { label: texts.nextStep, text: words.next },
    button: link === null ? null : { label: texts[style.button ?? 'open'], url: link },
    afterword: [],
    footer: footerOf(input),
  };
}

/** A message that the title holds in full, or that names the type and nothing else, such as `Job completed`. */
function saysNoMore(
  text: string,
  { title, type }: { readonly title: string; readonly type: string },
): boolean {
  return title.includes(text) || findEventType(type)?.name.en.toLowerCase() === text.trim().toLowerCase();
}

/** Severities at which the reason belongs into the subject: nobody needs "Job completed" twice. */
const WORTH_A_REASON: ReadonlySet<Severity> = new Set(['warn', 'error', 'fatal']);

/** The first line of what went wrong, unless the subject beside it says it already. */
function previewOf(line: string | null, title: string): string | null {
  return line === null || title.includes(line) ? null : line;
}

/** Whose mail it is. */
export function contextOf({ organizationName, language }: TemplateInput): string {
  return named(organizationName) ?? MAIL_TEXTS[language].platform;
}

/** A mail that waited longer than this says so. */
const LATE = 15 * MINUTE;

/** That it comes late, if it does. */
export function lateness(input: TemplateInput): string[] {
  if (input.now - input.receivedAt < LATE) return [];
  return [MAIL_TEXTS[input.language].late(formatTime(input.receivedAt, input))];
}

/** The one mail with which a storm begins says when the rest comes. */
function stormNotice(input: TemplateInput): string[] {
  const { stormUntil, now, language } = input;
  if (stormUntil === null) return [];
  const isToday = formatDay(now, input) === formatDay(stormUntil, input);
  const until = isToday ? formatClockInZone(stormUntil, input) : formatTime(stormUntil, input);
  return [MAIL_TEXTS[language].storm(until, isToday)];
}

/** Characters of a detail that are shown: an exception with its inner one, well within what Gmail shows of a mail. */
const MOST_DETAIL = 8_000;

function detailOf({ event, language }: TemplateInput): MailContent['detail'] {
  if (event.detail === null) return null;
  const texts = MAIL_TEXTS[language].detail;
  const number = (count: number): string => formatNumber(count, language);
  const cut = cutMiddle(event.detail, MOST_DETAIL, (leftOut) => texts.gap(number(leftOut)));
  const text = cleanText(cut.text).trimEnd();
  if (text.trim() === '') return null;
  const total = event.detail.length;
  return {
    label: event.severity === 'error' || event.severity === 'fatal' ? texts.exception : texts.message,
    text,
    note: cut.leftOut === 0 ? null : texts.shortened(number(total - cut.leftOut), number(total)),
  };
}

function footerOf({ event, language, reason, timeZone }: TemplateInput): string[] {
  const texts = MAIL_TEXTS[language].footer;
  return [
    reason.kind === 'rule' ? texts.rule(named(reason.name)) : texts.requested,
    texts.timeZone(cleanLine(timeZone)),
    texts.type(named(event.type) ?? '?'),
  ];
}
