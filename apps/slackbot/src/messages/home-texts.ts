/** Texts of the Home tab. */
export interface HomeTexts {
  /** Plain, up to 150 letters. */
  readonly title: string;
  /** The host's name at the beginning of a line. */
  readonly host: string;
  readonly nothingWaits: string;
  readonly waiting: (count: number) => string;
  readonly organizations: (count: number) => string;
  readonly passed: (when: string) => string;
  readonly failed: (when: string) => string;
  readonly failures: string;
  readonly footer: (when: string, help: string) => string;
  /** On buttons, plain. */
  readonly deliveries: string;
  readonly refresh: string;
}
