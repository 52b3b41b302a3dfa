/** What Slack takes in one message, in UTF-16 units: https://docs.slack.dev/reference/block-kit/blocks */
export const LIMITS = {
  /** Text of a header. */
  header: 150,
  /** Text of a section, or of an element of a context. */
  text: 3_000,
  /** Text of a button. */
  button: 75,
  /** Value of a button. */
  buttonValue: 2_000,
  /** Label and hint of an input. */
  label: 2_000,
  /** What an empty input shows. */
  placeholder: 150,
  /** Text of an option. */
  option: 75,
  /** Title and buttons of a modal. */
  modal: 24,
  /** The message's own text, read by screen readers and shown in notifications. */
  message: 4_000,
} as const;
