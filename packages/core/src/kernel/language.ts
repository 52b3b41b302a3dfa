import { z } from 'zod';

/** Languages that every text of the product exists in. */
export const LANGUAGES = ['en', 'fr'] as const;

/** A language of people: ISO 639-1, `en` or `fr`. */
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

/** Accepts `en` or `fr`. */
export const languageSchema = z.enum(LANGUAGES, { error: 'Language must be "en" or "fr".' });

/** The language for a BCP 47 locale such as `fr-CA` or `en_US`; null when it is none of ours. */
export function languageOfLocale(locale: string): Language | null {
  const primary = locale.toLowerCase().split(/[-_]/, 1)[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}
