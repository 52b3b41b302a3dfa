import { formatDeadline } from '../format-time.ts';
import { httpLink } from '../http-link.ts';
import { MAIL_TEXTS } from '../texts/texts-of.ts';
import { contextOf } from './event-mail.ts';
import { factOf } from './fact-of.ts';
import type { MailTemplate } from './mail-template.ts';
import { named } from './names-of.ts';

/** The link to a new password, for the person who asked for it: no severity, no facts, nothing to distract or to leak. */
export const passwordRecoveryTemplate: MailTemplate = {
  name: 'password-recovery',
  types: ['account.password-recovery'],
  compose(input) {
    const { event, language } = input;
    const texts = MAIL_TEXTS[language];
    const words = texts.passwordRecovery;
    const link = httpLink(event.link);
    const expires = factOf(event, 'expires');
    const valid = expires?.kind === 'time' ? [words.valid(formatDeadline(expires.at, input))] : [];
    return {
      subject: words.subject,
      preview: words.preview,
      severity: 'info',
      badge: null,
      context: contextOf(input),
      title: words.title,
      paragraphs: [
        words.greeting(named(event.addressee?.name)),
        ...(link === null ? [words.noLink] : [words.request]),
      ],
      facts: [],
      detail: null,
      next: null,
      button: link === null ? null : { label: words.button, url: link },
      afterword: [...(link === null ? [] : valid), words.notYou],
      footer: [texts.footer.requested],
    };
  },
};
