/** A secret that was found where nobody may read it. */
export interface Sighting {
  /** The name that the secret was planted under. */
  readonly secret: string;
  readonly where: string;
  /** What it was written as, such as `base64`. */
  readonly form: string;
  /** What stands around it, for whoever has to mend the leak. */
  readonly around: string;
}

/** Looks for planted secrets in all that is told, in every form that gives them away. */
export interface SecretHunt {
  /** Adds a secret to the hunt and gives it back. A text of several lines is hunted line by line. */
  plant(name: string, secret: string): string;
  /** The names of what is planted. */
  readonly planted: readonly string[];
  /** Looks through a text; bytes are read as UTF-8 and as Latin-1. */
  look(where: string, text: string | Uint8Array): readonly Sighting[];
}

/** Starts a hunt. Secrets must be unlike anything else that is told: 12 characters at least, the more random the better. */
export function createSecretHunt(): SecretHunt {
  const planted = new Map<string, readonly Form[]>();
  return {
    plant(name, secret) {
      const lines = tellingLines(secret);
      if (lines.length === 0) throw new Error(`"${name}" is too short to be told from other text.`);
      planted.set(name, lines.flatMap(formsOf));
      return secret;
    },
    get planted() {
      return [...planted.keys()];
    },
    look(where, text) {
      const texts = typeof text === 'string' ? [text] : readings(text);
      // Mail and dumps break lines anywhere; a secret that is read by joining them is told all the same.
      const all = texts.flatMap((one) => [one, one.replaceAll(/=?\s+/g, '')]);
      return [...planted].flatMap(([secret, forms]) => {
        const seen = forms.flatMap((form) => all.flatMap((one) => sightingOf(form, one)))[0];
        return seen === undefined ? [] : [{ secret, where, ...seen }];
      });
    },
  };
}

interface Form {
  readonly form: string;
  readonly text: string;
}

/** A piece this long gives a secret away. */
const PIECE = 12;

/** The lines that are secret: not the frame of a PEM block, and nothing too short to mean anything. */
function tellingLines(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n|\\n/).filter((line) => !/^-----(?:BEGIN|END) /.test(line));
  return lines.filter((line) => line.length >= PIECE);
}

function formsOf(secret: string): readonly Form[] {
  const bytes = Buffer.from(secret);
  const wide = Buffer.from(secret, 'utf16le');
  const form = (name: string, text: string): Form => ({ form: name, text });
  return [
    ...piecesOf(secret).map((piece) => form('plain', piece)),
    ...piecesOf(Array.from(secret).reverse().join('')).map((piece) => form('reversed', piece)),
    ...inBase64(bytes).map((text) => form('base64', text)),
    ...inBase64(wide).map((text) => form('base64 of UTF-16', text)),
    ...inBase64(bytes).map((text) => form('base64url', text.replaceAll('+', '-').replaceAll('/', '_'))),
    form('hexadecimal', bytes.toString('hex')),
    form('hexadecimal', bytes.toString('hex').toUpperCase()),
    form('UTF-8 read as Latin-1', bytes.toString('latin1')),
    form('URL-encoded', encodeURIComponent(secret)),
    form('form-encoded', new URLSearchParams({ '': secret }).toString().slice(1)),
    form('JSON', escapedJson(secret)),
    form('JSON in JSON', escapedJson(escapedJson(secret))),
    form('HTML', escapedHtml(secret)),
  ];
}

/** Pieces of which one is in every stretch of the text that is half a piece longer than a piece. */
function piecesOf(text: string): readonly string[] {
  const characters = Array.from(text);
  const pieces: string[] = [];
  for (let from = 0; from + PIECE <= characters.length; from += PIECE / 2)
    pieces.push(characters.slice(from, from + PIECE).join(''));
  return pieces;
}

/** As base64 has it, whatever stands before and after: at each of three alignments, without the ends that depend on that. */
function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(before === 0 ? 0 : 4, -2);
  });
}

function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapedHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function readings(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  return [buffer.toString('utf8'), buffer.toString('latin1')];
}

function sightingOf({ form, text }: Form, told: string): readonly Pick<Sighting, 'form' | 'around'>[] {
  const at = told.indexOf(text);
  if (at < 0) return [];
  const around = told.slice(Math.max(at - 60, 0), at + text.length + 20);
  return [{ form, around }];
}
