import { findEventType } from '../../events/catalogue.ts';
import type { Language } from '../../kernel/language.ts';
import { cleanLine } from '../clean-text.ts';
import { formatNumber } from '../format-number.ts';
import {
  formatClock,
  formatClockInZone,
  formatDay,
  formatShortMoment,
  formatTime,
  type TimeStyle,
} from '../format-time.ts';
import type { Gathered, GatheredGroup } from '../gathered.ts';
import { httpLink } from '../http-link.ts';
import { mailSubject } from '../mail-subject.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import { contextOf } from './event-mail.ts';
import type { MailTemplate, TemplateInput } from './mail-template.ts';
import { named } from './names-of.ts';

/** The mail about many events: what came how often, when it began and ended, and what went wrong most often. */
export function digestTemplate(gathered: Gathered): MailTemplate {
  return {
    name: `digest-${gathered.kind}`,
    types: [],
    compose(input) {
      const { language, event } = input;
      const { digest: texts, badges, open, footer } = MAIL_TEXTS[language];
      const number = (count: number): string => formatNumber(count, language);
      const { count, kinds, kind, groups } = gathered;
      const [only] = groups;
      const about = kinds === 1 && only !== undefined ? labelOf(only, input) : null;
      const title = texts.title(kind, number(count), about);
      const why = kinds === 1 ? named(only?.exception) : null;
      const link = kinds === 1 ? httpLink(event.link) : null;
      const severity = groups[0]?.severity ?? 'info';
      const sentence = texts.sentence(kind, spanOf(gathered, input));
      const rest = kinds - groups.length;
      const shown = groups.reduce((sum, group) => sum + group.count, 0);
      const several = (some: number): string | null => (some === 1 ? null : number(some));
      return {
        subject: mailSubject(why !== null ? `${title} — ${why}` : title),
        // The subject of a mail about one kind says already what it is about.
        preview:
          about === null
            ? cleanLine(
                groups
                  .slice(0, 3)
                  .map((group) => `${number(group.count)} × ${labelOf(group, input)}`)
                  .join(', '),
              )
            : sentence,
        severity,
        badge: badges[severity],
        context: contextOf(input),
        title,
        paragraphs: [sentence],
        facts: groups.map((group) => ({
          label: labelOf(group, input),
          value: texts.group({
            count: group.count === 1 ? null : number(group.count),
            ...timesOf(group, { ...input, day: oneDay(gathered, input) }),
            exception: named(group.exception),
          }),
        })),
        detail: null,
        next: null,
        button: link === null ? null : { label: open, url: link },
        afterword: rest === 0 ? [] : [texts.more(several(rest), several(count - shown))],
        footer: [
          input.reason.kind === 'rule' ? footer.rule(named(input.reason.name)) : footer.requested,
          footer.timeZone(cleanLine(input.timeZone)),
        ],
      };
    },
  };
}

interface Span {
  /** Epoch milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The day on which all of it was; null: there were several. */
function oneDay({ firstAt, lastAt }: Span, style: TimeStyle): string | null {
  const day = formatDay(firstAt, style);
  return day === formatDay(lastAt, style) ? day : null;
}

function spanOf(span: Span, style: TimeStyle): { day: string | null; first: string; last: string } {
  const { firstAt, lastAt } = span;
  const day = oneDay(span, style);
  if (day === null) return { day, first: formatTime(firstAt, style), last: formatTime(lastAt, style) };
  return { day, first: formatClock(firstAt, style), last: formatClockInZone(lastAt, style) };
}

/** The times of one line: of the day that the mail names, or with the days that they are of, none said twice. */
function timesOf(
  { firstAt, lastAt }: Span,
  style: TimeStyle & { readonly day: string | null },
): { first: string; last: string | null } {
  const isShort = style.day !== null || formatDay(firstAt, style) === formatDay(lastAt, style);
  const first = style.day === null ? formatShortMoment(firstAt, style) : formatClock(firstAt, style);
  const last = isShort ? formatClock(lastAt, style) : formatShortMoment(lastAt, style);
  return {
    first,
    last: formatShortMoment(firstAt, style) === formatShortMoment(lastAt, style) ? null : last,
  };
}

/** Such as `Job faulted · Invoice_Intake`. */
function labelOf({ type, name, state }: GatheredGroup, { language }: TemplateInput): string {
  const what = state === null ? typeName(type, language) : MAIL_TEXTS[language].digest.robots[state];
  const whose = named(name);
  return whose === null ? what : `${what} · ${whose}`;
}

function typeName(type: string, language: Language): string {
  return findEventType(type)?.name[language] ?? named(type) ?? '?';
}
