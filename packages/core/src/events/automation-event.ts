/** How bad it is, UiPath's words in lower case, in rising order. */
export const SEVERITIES = ['info', 'success', 'warn', 'error', 'fatal'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A thing of the platform that an event names. */
export interface Named {
  readonly id: string | null;
  readonly name: string | null;
}

/** A line of facts for people: the label is a catalogue key, the value is untrusted text, capped. */
export interface EventFact {
  readonly label: FactLabel;
  readonly value: FactValue;
}

/** What a fact is about; each has a text in every language in `mail/`. */
export const FACT_LABELS = [
  'process',
  'robot',
  'machine',
  'queue',
  'reference',
  'state',
  'priority',
  'trigger',
  'action',
  'started',
  'ended',
  'due',
  'deferred',
  'created',
  'resumed',
  'expires',
  'reported',
  'days-left',
  'product',
  'version',
  'folder',
  'tenant',
  'job',
  'item',
  'retry',
  'exception-type',
  'license-error',
  'source',
  'user',
  'schedule',
  'time-zone',
  'jobs-count',
  'assigned-to',
  'catalog',
  'max-retries',
  'sla',
  'status',
] as const;
export type FactLabel = (typeof FACT_LABELS)[number];

/** A fact's value; times and durations are written out in the recipient's language and zone. */
export type FactValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  /** Epoch milliseconds. */
  | { readonly kind: 'time'; readonly at: number };

/** The person that an event is addressed to, such as the one who forgot a password. */
export interface Addressee {
  readonly address: string;
  readonly name: string | null;
  /** BCP 47, as the sender gave it. */
  readonly locale: string | null;
}

/** What an event says of a trouble that begins and ends, such as a robot that is out of reach. */
export interface TroubleNews {
  /** Which trouble, within the level; capped like a fold key. */
  readonly key: string;
  readonly state: 'on' | 'over';
  /** Epoch milliseconds by the sender's clock: when it was on; or until when whatever was reported before is over. */
  readonly at: number;
}

/** The normalised form of one thing that a sender reported. Every text in it is untrusted. */
export interface AutomationEvent {
  /** Such as `job.faulted`; see the catalogue. At most 100 characters, unknown types are kept as they came. */
  readonly type: string;
  readonly severity: Severity;
  /** Epoch milliseconds; when the sender says it happened, else when it was received. */
  readonly occurredAt: number;
  /** The sender's id of the report; several events of one report share it. */
  readonly senderEventId: string | null;
  /**
   * What makes two events the same happening, such as the type, the job's key and its state. Within the folding window
   * an organization's address gets mail about it once. Null: never folded.
   */
  readonly foldKey: string | null;
  /** Null: it neither begins nor ends anything. */
  readonly trouble: TroubleNews | null;
  readonly tenant: Named | null;
  readonly folder: Named | null;
  readonly process: Named | null;
  readonly robot: Named | null;
  readonly queue: Named | null;
  readonly machine: string | null;
  /** What it is about, for the subject line: the process, the queue item's reference, the trigger's name … */
  readonly subject: string | null;
  readonly facts: readonly EventFact[];
  /** Longer text, such as an exception; capped at 16 KiB, `\n` line ends. */
  readonly detail: string | null;
  /** An `https:` or `http:` link of the sender, such as a reset page. */
  readonly link: string | null;
  /** Who it is for, when the sender says so. */
  readonly addressee: Addressee | null;
  /** Personal or business data by name (arguments, specific content); left out of mail unless a rule asks for a key. */
  readonly data: Readonly<Record<string, string>>;
}

/** How long repeats of one happening fold into the first, in milliseconds. UiPath's copies per folder come within seconds. */
export const FOLDING_WINDOW = 10 * 60_000;
