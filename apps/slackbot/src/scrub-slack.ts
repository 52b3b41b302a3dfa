/**
 * What must not be read in a log: tokens of every kind (`xoxb-`, `xoxp-`, `xoxe.xoxb-`, `xapp-`), and addresses that
 * answer a command (whoever has a `response_url` can post with it for half an hour) or open a socket.
 */
const NEVER_READ: readonly (readonly [RegExp, string])[] = [
  [/\bx(?:ox[a-z]|app)[.-][A-Za-z0-9.-]+/g, '[token]'],
  [/https:\/\/hooks\.slack(?:-gov)?\.com\/[^\s"'\\]+/g, '[response_url]'],
  [/wss?:\/\/[^\s"'\\]+/g, '[socket url]'],
];

/** Takes out of a text what a library may have written into it, such as the address in the text of a network error. */
export function scrubSlack(text: string): string {
  return NEVER_READ.reduce((clean, [pattern, shown]) => clean.replaceAll(pattern, shown), text);
}
