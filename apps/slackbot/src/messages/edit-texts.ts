import type { ProblemText } from './problem-text.ts';

/** Texts of the form that `edit` opens, and of modals in general. */
export interface EditTexts {
  /** Stands in a modal until there is something to show. */
  readonly loading: string;
  /** Titles and buttons of modals: plain, up to 24 letters. */
  readonly title: string;
  readonly save: string;
  readonly cancel: string;
  readonly close: string;
  /** Headings, plain. */
  readonly connection: string;
  readonly sender: string;
  /** The form changes a draft further. */
  readonly editsDraft: (revision: number, author: string) => string;
  /** The select of providers: plain. */
  readonly provider: string;
  readonly chooseProvider: string;
  readonly inheritsConnection: string;
  /** In an empty input, plain: what applies, and from where. */
  readonly inherited: (value: string, origin: string) => string;
  readonly example: (example: string) => string;
  /** An option, plain: nothing is set here, so what is named applies. */
  readonly notSet: (inherited: string) => string;
  readonly locked: (field: string, value: string) => string;
  readonly lockedConnection: (server: string) => string;
  /** The argument is the line that asks for a secret. */
  readonly secrets: (example: string) => string;
  /** Options for a stored secret, plain. */
  readonly keepSecret: string;
  readonly dropSecret: string;
  /** On buttons, plain. */
  readonly open: string;
  readonly more: string;
  readonly takeTheirs: string;
  readonly openAgain: string;
  readonly saving: string;
  readonly refused: (problems: string) => string;
  readonly problem: (field: string, text: string) => string;
  /** Somebody saved meanwhile. */
  readonly conflict: (author: string, revision: number) => string;
  readonly contested: (field: string, theirs: string, yours: string) => string;
  readonly alsoChanged: (field: string, theirs: string) => string;
  /** Slack did not open the modal in time. */
  readonly notOpened: ProblemText;
  /** The form was made by an older version. */
  readonly outdated: ProblemText;
}
