import type { AutomationEvent } from '../../events/automation-event.ts';
import type { Language } from '../../kernel/language.ts';
import type { MailContent } from '../mail-content.ts';

/** Why a person gets a mail. */
export type MailReason =
  /** An alert rule wants it; the name is null when the rule is gone meanwhile. */
  | { readonly kind: 'rule'; readonly name: string | null }
  /** The event is addressed to the person, who asked for it. */
  | { readonly kind: 'requested' };

/** What a template writes a mail from. Every text of the event and the data is untrusted. */
export interface TemplateInput {
  readonly event: AutomationEvent;
  /** Null at the host level. */
  readonly organizationName: string | null;
  readonly language: Language;
  /** IANA name: the recipient's. */
  readonly timeZone: string;
  /** Values that the rules asked for, by name. */
  readonly data: Readonly<Record<string, string>>;
  /** Epoch milliseconds: when the event was received. */
  readonly receivedAt: number;
  readonly reason: MailReason;
  /** With it a storm begins: what follows comes as one mail, then; epoch milliseconds. Null: none does. */
  readonly stormUntil: number | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One kind of mail: one file, one line in the registry. Pure. */
export interface MailTemplate {
  /** Unique, such as `queue-item`. */
  readonly name: string;
  /** Types of events that it is for: exact, or with one `*` at the end. Case does not count. */
  readonly types: readonly string[];
  compose(input: TemplateInput): MailContent;
}
