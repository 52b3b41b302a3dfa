import type { Language } from '../kernel/language.ts';

/** A number as the language writes it: `16,384`, `16 384`. */
export function formatNumber(number: number, language: Language): string {
  return FORMATTERS[language].format(number);
}

const FORMATTERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  fr: new Intl.NumberFormat('fr'),
};
