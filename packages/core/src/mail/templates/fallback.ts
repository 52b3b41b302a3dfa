import { findEventType } from '../../events/catalogue.ts';
import { eventMail } from './event-mail.ts';
import type { MailTemplate } from './mail-template.ts';

/** For every type that no other template is for, and in place of one that failed: what the event said, without comment. */
export const fallbackTemplate: MailTemplate = {
  name: 'fallback',
  types: ['*'],
  compose(input) {
    return eventMail(input, findEventType(input.event.type) === null ? 'unknown' : 'plain');
  },
};
