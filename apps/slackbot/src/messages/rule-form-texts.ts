/** Texts of the form of a rule; plain, all of them but `intro`. */
export interface RuleFormTexts {
  readonly newTitle: string;
  readonly editTitle: string;
  readonly look: string;
  readonly intro: string;
  readonly add: string;
  readonly edit: string;
  readonly anySeverity: string;
  readonly fields: Readonly<
    Record<
      'name' | 'types' | 'severity' | 'process' | 'robot' | 'queue' | 'folder' | 'tenant' | 'text' | 'to',
      { readonly label: string; readonly hint: string }
    >
  >;
  readonly noAddress: (text: string) => string;
}
