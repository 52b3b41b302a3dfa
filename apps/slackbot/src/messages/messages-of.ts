import type { Language } from '@postern/core';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Messages } from './messages.ts';

const BY_LANGUAGE: Readonly<Record<Language, Messages>> = { en, fr };

/** The bot's texts in a person's language. */
export function messagesOf(language: Language): Messages {
  return BY_LANGUAGE[language];
}
