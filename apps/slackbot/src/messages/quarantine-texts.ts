import type { QuarantinedReport } from '@postern/core';

/** Texts of `quarantine`. */
export interface QuarantineTexts {
  /** Plain, both. */
  readonly title: (level: string) => string;
  readonly oneTitle: string;
  readonly none: Readonly<Record<QuarantinedReport['state'], string>>;
  readonly states: Readonly<Record<QuarantinedReport['state'], string>>;
  readonly reasons: Readonly<Record<QuarantinedReport['reason'], string>>;
  readonly size: (bytes: number) => string;
  readonly cut: (bytes: number) => string;
  readonly replayed: (events: number, deliveries: number, silenced: number) => string;
  readonly stillHeld: string;
  readonly askDismiss: string;
  readonly dismissed: string;
  /** On buttons, plain. */
  readonly replay: string;
  readonly dismiss: string;
  readonly list: string;
}
