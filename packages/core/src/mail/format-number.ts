import type { Language } from '../kernel/language.ts';

/** A number as the language writes it: `16,384`, `16 384`. `''` for what is none; with an exponent where digits would fill lines. */
export function formatNumber(number: number, language: Language): string {
  if (!Number.isFinite(number)) return '';
  return Math.abs(number) < 1e15 ? FORMATTERS[language].format(number) : String(number);
}

const FORMATTERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  fr: new Intl.NumberFormat('fr'),
};
