import type { Language } from '../../kernel/language.ts';
import type { MailContent } from '../../mail/mail-content.ts';
import type { SeverityColors } from './severity-palette.ts';

/** What `mail.mjml` has holes for. Texts are as they were given: {@link mailHtml} escapes them. */
export interface MailView extends Omit<MailContent, 'severity'> {
  readonly language: Language;
  readonly light: SeverityColors;
  readonly dark: SeverityColors;
}
