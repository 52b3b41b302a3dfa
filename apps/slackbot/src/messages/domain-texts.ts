import type { DkimCheck } from '@postern/core';

/** Texts of `domain`. */
export interface DomainTexts {
  /** Plain. */
  readonly title: (domain: string) => string;
  readonly noServer: string;
  readonly noSender: (example: string) => string;
  readonly through: (relay: string) => string;
  readonly cure: (text: string) => string;
  readonly publish: (name: string, value: string) => string;
  /** The level's own DKIM key. */
  readonly ownKey: (selector: string, signs: boolean) => string;
  readonly published: Readonly<Record<DkimCheck['outcome'], string>>;
  /** On a button, plain. */
  readonly again: string;
}
