import { paceFromWords, writePace, type Language, type PacePart, type RulePace } from '@postern/core';
import { severityOf } from './severity-of.ts';
import type { Word } from './word.ts';

/** How each part of a pace is typed in front of a colon; the first word is the one that lines are written with. */
export const PACE_KEYS = {
  digest: ['digest', 'récapitulatif', 'recapitulatif', 'récap', 'recap'],
  hours: ['hours', 'heures', 'horaires'],
  storm: ['storm', 'rafale'],
  atOnceFrom: ['at-once', 'aussitôt', 'aussitot'],
} as const satisfies Readonly<Record<PacePart, readonly string[]>>;

/** Parts of a pace as they were typed behind their colons; what is absent was not said. */
export type TypedPace = Partial<Record<PacePart, string>>;

/** Reads the parts of a pace that were typed. */
export function readPace({ atOnceFrom, ...others }: TypedPace): ReturnType<typeof paceFromWords> {
  return paceFromWords({
    ...others,
    ...(atOnceFrom === undefined ? {} : { atOnceFrom: severityOf(atOnceFrom) }),
  });
}

/** A pace as the texts that are typed behind the keys; `''` for none of this. */
export function paceTexts(pace: RulePace, language: Language): Readonly<Record<PacePart, string>> {
  const { digest, hours, storm, atOnceFrom } = writePace(pace, language);
  return { digest: digest ?? '', hours: hours ?? '', storm: storm ?? '', atOnceFrom: atOnceFrom ?? '' };
}

/** The word that reads as this part of a pace. @param text `''` takes it away */
export function paceWord(part: PacePart, text: string): Word {
  const [key] = PACE_KEYS[part];
  return { text: `${key}:${text.trim()}`, quoted: /[^\w:/,-]/.test(text.trim()) };
}
