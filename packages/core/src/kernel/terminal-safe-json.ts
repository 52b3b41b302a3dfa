/** DEL, C1, bidi marks and the line ends of Unicode: what JSON may hold as it is and what a terminal acts upon. */
const COMMANDS_TO_TERMINALS = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * The same JSON in which no letter is a command to a terminal: JSON's own escapes end with U+001F, and a text from outside
 * may write over what is shown (`U+009B` begins commands like `ESC [` does) or turn it around (U+202E).
 */
export function terminalSafeJson(json: string): string {
  return json.replace(
    COMMANDS_TO_TERMINALS,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
