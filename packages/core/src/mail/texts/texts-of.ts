import type { Language } from '../../kernel/language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { MailTexts } from './mail-texts.ts';

/** The words of mails, in every language of the product. */
export const MAIL_TEXTS: Readonly<Record<Language, MailTexts>> = { en, fr };
