/** How it is typed in front of a colon whether a rule tells of the end of a trouble; lines are written with the first. */
export const RECOVERY_KEYS = ['recovery', 'fin', 'rétablissement', 'retablissement'] as const;

/** What stands behind the colon, as lines and forms write it. */
export type RecoveryWord = 'on' | 'off';

const ON: ReadonlySet<string> = new Set(['on', 'yes', 'true', 'oui', 'vrai', 'toujours']);
const OFF: ReadonlySet<string> = new Set(['off', 'no', 'none', 'never', 'false', 'non', 'faux', 'jamais']);

/** Reads what was typed behind the colon; null: it says neither. */
export function readRecovery(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (ON.has(word)) return true;
  return OFF.has(word) ? false : null;
}

/** What reads as this. */
export function recoveryWord(recovery: boolean): RecoveryWord {
  return recovery ? 'on' : 'off';
}
