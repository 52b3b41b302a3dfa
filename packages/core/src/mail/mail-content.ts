import type { Severity } from '../events/automation-event.ts';

/** What a mail says, before it has a shape: one structure feeds the HTML and the plain text, so that both say the same. */
export interface MailContent {
  /** One line, no line breaks; capped. */
  readonly subject: string;
  /** The line that inboxes show beside the subject. */
  readonly preview: string;
  readonly severity: Severity;
  /** The word on the badge, such as "Error". */
  readonly badge: string;
  readonly title: string;
  /** Sentences. */
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Preformatted text, such as an exception. */
  readonly detail: { readonly label: string; readonly text: string; readonly cut: boolean } | null;
  readonly button: { readonly label: string; readonly url: string } | null;
  /** Small print: why this person gets this mail. */
  readonly footer: readonly string[];
}
