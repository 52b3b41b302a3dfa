import type { Language } from '../kernel/language.ts';
import type { MailContent } from './mail-content.ts';

/** Gives a mail its shape. All text of the content is untrusted and is escaped. */
export interface MailLayout {
  html(content: MailContent, language: Language): string;
  text(content: MailContent, language: Language): string;
}
