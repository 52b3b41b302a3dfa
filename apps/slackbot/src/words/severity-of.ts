import { SEVERITIES, type Severity } from '@postern/core';

const FRENCH_SEVERITIES: Readonly<Record<string, Severity>> = {
  réussite: 'success',
  avertissement: 'warn',
  warning: 'warn',
  erreur: 'error',
  fatale: 'fatal',
};

/** A severity by its word, English or French; what is none stays as it is, so that core says what there is. */
export function severityOf(value: string): string {
  const word = value.trim().toLowerCase();
  const french = Object.hasOwn(FRENCH_SEVERITIES, word) ? FRENCH_SEVERITIES[word] : undefined;
  return french ?? SEVERITIES.find((severity) => severity === word) ?? word;
}
