import type { Severity } from '../events/automation-event.ts';

/** What a mail says, before it has a shape: one structure feeds the HTML and the plain text, so that both say the same. */
export interface MailContent {
  /** One line, no line breaks; capped. */
  readonly subject: string;
  /** The subject that the thread began with, when this one differs from it. */
  readonly topic?: string;
  /** The line that inboxes show beside the subject. */
  readonly preview: string;
  readonly severity: Severity;
  /** The word on the badge, such as "Error"; null for mail that a person asked for. */
  readonly badge: string | null;
  /** The small line above the title: whose it is, such as the organization's name. */
  readonly context: string | null;
  readonly title: string;
  /** Sentences. */
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Preformatted text, such as an exception; the note says how much was left out, null when nothing was. */
  readonly detail: { readonly label: string; readonly text: string; readonly note: string | null } | null;
  /** What to do now. */
  readonly next: { readonly label: string; readonly text: string } | null;
  /** Only `http:` and `https:`; a layout drops any other. */
  readonly button: { readonly label: string; readonly url: string } | null;
  /** Sentences below the button. */
  readonly afterword: readonly string[];
  /** Small print: why this person gets this mail. */
  readonly footer: readonly string[];
}
