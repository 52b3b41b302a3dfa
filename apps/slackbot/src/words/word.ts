/** One word of what was typed behind a slash command. */
export interface Word {
  readonly text: string;
  /** It stood in quotes, so it is a value and never a keyword such as `host`. */
  readonly quoted: boolean;
}
