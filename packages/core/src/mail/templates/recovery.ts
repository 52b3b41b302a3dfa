import { cleanLine } from '../clean-text.ts';
import { formatDuration, formatTime } from '../format-time.ts';
import type { AutomationEvent } from '../../events/automation-event.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import type { MailTemplate } from './mail-template.ts';
import { templateFor } from './registry.ts';

/**
 * The mail that says that a trouble is over, in the thread of the one that told of it. Its subject is that mail's with a
 * word in square brackets before it: Gmail joins mails of one subject only, and passes over what is in brackets.
 */
export function recoveryTemplate(
  began: AutomationEvent | null,
  templates: readonly MailTemplate[],
): MailTemplate {
  return {
    name: 'recovery',
    types: [],
    compose(input) {
      const { event, language } = input;
      const texts = MAIL_TEXTS[language].recovery;
      const own = templateFor(event.type, templates).compose(input);
      const begun =
        began === null
          ? own
          : templateFor(began.type, templates).compose({
              ...input,
              event: began,
              data: {},
              stormUntil: null,
            });
      const lasted = began === null ? null : event.occurredAt - began.occurredAt;
      const duration = lasted === null || lasted < 0 ? null : formatDuration(lasted, language);
      const since = began === null ? null : formatTime(began.occurredAt, input);
      return {
        ...own,
        subject: `[${texts.badge}] ${begun.subject}`,
        topic: begun.subject,
        preview: cleanLine(texts.preview(duration, own.title)),
        severity: 'success',
        badge: texts.badge,
        title: texts.title(begun.title),
        paragraphs: [...(since === null ? [] : [texts.sentence(since, duration)]), ...own.paragraphs],
        next:
          began?.type === 'job.faulted'
            ? { label: MAIL_TEXTS[language].nextStep, text: texts.faultedRun }
            : own.next,
        button: own.button ?? begun.button,
      };
    },
  };
}
