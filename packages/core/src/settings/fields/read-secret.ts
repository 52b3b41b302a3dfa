import type { Localized } from '../../kernel/language.ts';
import { Secret } from '../../kernel/secret.ts';
import { readPrivateKey } from './private-key.ts';
import { readServiceAccountKey } from './service-account-key.ts';

/** The longest secret that is taken, in UTF-16 units. */
const MOST_SECRET_CHARACTERS = 8_192;

/** What masked fields show: stars and dots of every kind, and this product's own word for a secret. */
const MASK = /^[*\u2022\u25cf\u25e6\u2219\u00b7\u2217\u26ab\u2b24\uff0a.\s]+$|^\[secret\]$/;

/** What a secret looks like. `line`: a password or token of one line. The others are files, and may have many. */
export type SecretForm = 'line' | 'service-account-key' | 'private-key';

/** Why a value cannot be a secret: a closed set. */
export type SecretFault =
  | 'empty'
  | 'masked'
  | 'control-character'
  | 'too-long'
  | 'not-json'
  | 'not-a-service-account'
  | 'key-incomplete'
  | 'private-key-unreadable'
  | 'key-encrypted'
  | 'not-a-private-key';

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
  'not-json': {
    en: 'This is not the JSON key file of a service account. Give the whole file, from { to }, as Google Cloud gave it.',
    fr: 'Ce n’est pas le fichier de clé JSON d’un compte de service. Donnez le fichier entier, de { à }, tel que Google Cloud l’a fourni.',
  },
  'not-a-service-account': {
    en: 'This JSON file is not the key of a service account. Make one in Google Cloud under IAM, Service accounts, Keys.',
    fr: 'Ce fichier JSON n’est pas la clé d’un compte de service. Créez-en une dans Google Cloud, sous IAM, Comptes de service, Clés.',
  },
  'key-incomplete': {
    en: 'The key file lacks client_email, private_key or token_uri. Give the whole file as Google Cloud gave it.',
    fr: 'Il manque client_email, private_key ou token_uri dans le fichier de clé. Donnez le fichier entier tel que Google Cloud l’a fourni.',
  },
  'key-encrypted': {
    en: 'This key is locked by a passphrase, which nobody is there to type. Take it off, such as with openssl pkey -in key.pem -out open.pem, and give that file.',
    fr: 'Cette clé est protégée par une phrase secrète, que personne ne pourra saisir. Retirez-la, par exemple avec openssl pkey -in key.pem -out open.pem, et donnez ce fichier.',
  },
  'not-a-private-key': {
    en: 'This is not a private key in PEM. Give the text from BEGIN PRIVATE KEY to END PRIVATE KEY.',
    fr: 'Ce n’est pas une clé privée en PEM. Donnez le texte de BEGIN PRIVATE KEY à END PRIVATE KEY.',
  },
  'private-key-unreadable': {
    en: 'The private_key of the file is not a readable RSA key. Give the file unchanged, or make a new key.',
    fr: 'Le champ private_key du fichier n’est pas une clé RSA lisible. Donnez le fichier sans le modifier, ou créez une nouvelle clé.',
  },
};

/** A secret in the form that its field wants and keeps, always one line; or what is wrong with it. */
export function readSecret(
  secret: Secret,
  form: SecretForm,
): { readonly ok: true; readonly secret: Secret } | { readonly ok: false; readonly fault: SecretFault } {
  const fault = generalFault(secret.expose());
  if (fault !== null) return { ok: false, fault };
  switch (form) {
    case 'line':
      return /\p{Cc}/u.test(secret.expose())
        ? { ok: false, fault: 'control-character' }
        : { ok: true, secret };
    case 'service-account-key': {
      const read = readServiceAccountKey(secret.expose());
      return read.ok ? { ok: true, secret: new Secret(read.oneLine) } : read;
    }
    case 'private-key': {
      const read = readPrivateKey(secret.expose());
      return read.ok ? { ok: true, secret: new Secret(read.oneLine) } : read;
    }
    default:
      return form satisfies never;
  }
}

function generalFault(text: string): SecretFault | null {
  if (text === '') return 'empty';
  if (MASK.test(text)) return 'masked';
  return text.length > MOST_SECRET_CHARACTERS ? 'too-long' : null;
}
