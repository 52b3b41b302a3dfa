import type { RuleField } from '../rule-form/rule-form.ts';

/** Texts of the form of a rule; plain, all of them but `intro`. */
export interface RuleFormTexts {
  readonly newTitle: string;
  readonly editTitle: string;
  readonly look: string;
  readonly intro: string;
  readonly add: string;
  readonly edit: string;
  readonly anySeverity: string;
  /** Everything waits. */
  readonly noneAtOnce: string;
  readonly fields: Readonly<Record<RuleField, { readonly label: string; readonly hint: string }>>;
  readonly noAddress: (text: string) => string;
}
