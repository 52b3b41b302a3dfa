import type { Situation } from '../texts/mail-texts.ts';
import { eventMail, type EventMailStyle } from './event-mail.ts';
import type { MailTemplate, TemplateInput } from './mail-template.ts';

/** The situation of a type: always the same, or told by the event. */
type SituationRule = Situation | ((input: TemplateInput) => Situation);

/** A template whose mails all have the common form and differ in their words: one situation per type of event. */
export function situationTemplate(
  name: string,
  situations: Readonly<Record<string, SituationRule>>,
  style: EventMailStyle = {},
): MailTemplate {
  const rules = new Map(Object.entries(situations).map(([type, rule]) => [type.toLowerCase(), rule]));
  return {
    name,
    types: Object.keys(situations),
    compose(input) {
      const rule = rules.get(input.event.type.toLowerCase()) ?? 'unknown';
      return eventMail(input, typeof rule === 'function' ? rule(input) : rule, style);
    },
  };
}
