import { formatDeadline, formatTime } from '../format-time.ts';
import { mailSubject } from '../mail-subject.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import { contextOf, lateness } from './event-mail.ts';
import { factOf } from './fact-of.ts';
import { fallbackTemplate } from './fallback.ts';
import type { MailTemplate } from './mail-template.ts';
import { named } from './names-of.ts';

/** The mail that shows that mail goes out. An event of this name that some sender has posted is mailed as what it is. */
export const canaryTemplate: MailTemplate = {
  name: 'canary',
  types: ['postern.canary'],
  compose(input) {
    if (input.reason.kind !== 'requested') return fallbackTemplate.compose(input);
    const { event, language, organizationName } = input;
    const texts = MAIL_TEXTS[language];
    const words = texts.canary;
    const whose = named(organizationName);
    const due = factOf(event, 'due');
    const next = due?.kind === 'time' ? [words.next(formatDeadline(due.at, input))] : [];
    return {
      subject: mailSubject(words.subject(whose, formatTime(event.occurredAt, input))),
      preview: words.title,
      severity: 'success',
      badge: null,
      context: contextOf(input),
      title: words.title,
      paragraphs: [words.sentence(whose), ...lateness(input), ...next],
      facts: [],
      detail: null,
      next: null,
      button: null,
      afterword: [words.missing],
      footer: [words.footer, texts.footer.timeZone(input.timeZone)],
    };
  },
};
