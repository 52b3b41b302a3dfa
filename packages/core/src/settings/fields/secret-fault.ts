import type { Localized } from '../../kernel/language.ts';
import type { Secret } from '../../kernel/secret.ts';

/** The longest secret that is taken, in UTF-16 units. */
const MOST_SECRET_CHARACTERS = 8_192;

/** What masked fields show: stars and dots of every kind, and this product's own word for a secret. */
const MASK = /^[*\u2022\u25cf\u25e6\u2219\u00b7\u2217\u26ab\u2b24\uff0a.\s]+$|^\[secret\]$/;

/** Why a value cannot be a secret: a closed set. */
export type SecretFault = 'empty' | 'masked' | 'control-character' | 'too-long';

/** The same for people. */
export const SECRET_FAULTS: Readonly<Record<SecretFault, Localized>> = {
  empty: {
    en: 'The secret is empty. To take it away, unset the field.',
    fr: 'Le secret est vide. Pour le retirer, supprimez la valeur du champ.',
  },
  masked: {
    en: 'This is what a masked field shows, not the secret itself. Enter the secret.',
    fr: 'C’est ce qu’affiche un champ masqué, pas le secret lui-même. Saisissez le secret.',
  },
  'control-character': {
    en: 'The secret has a line break or a control character in it; enter it on one line.',
    fr: 'Le secret contient un saut de ligne ou un caractère de contrôle ; saisissez-le sur une seule ligne.',
  },
  'too-long': {
    en: `Secrets have at most ${MOST_SECRET_CHARACTERS} characters.`,
    fr: `Un secret compte au plus ${MOST_SECRET_CHARACTERS} caractères.`,
  },
};

/** What is wrong with a secret; null when nothing is. */
export function secretFault(secret: Secret): SecretFault | null {
  const text = secret.expose();
  if (text === '') return 'empty';
  if (MASK.test(text)) return 'masked';
  if (/\p{Cc}/u.test(text)) return 'control-character';
  return text.length > MOST_SECRET_CHARACTERS ? 'too-long' : null;
}
