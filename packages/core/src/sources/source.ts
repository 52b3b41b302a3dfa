import type { Level } from '../kernel/level.ts';
import type { Sealed } from '../kernel/sealer.ts';

/** Kinds of sender that the gateway understands. */
export const SOURCE_KINDS = ['uipath', 'standard', 'generic'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** So many webhooks of one source are taken in a minute unless it has a limit of its own: a storm of robots passes. */
export const DEFAULT_SOURCE_LIMIT = 3_000;

/** One live secret of a source. */
export interface SourceSecret {
  readonly id: string;
  readonly sealed: Sealed;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** When a request was last verified with it, to the minute; null: never. */
  readonly lastUsedAt: number | null;
}

/** A webhook endpoint of one organization, or of the host. */
export interface Source {
  readonly id: string;
  readonly level: Level;
  readonly kind: SourceKind;
  /** For people; unique within the level. */
  readonly name: string;
  readonly state: 'enabled' | 'disabled';
  /** A report is to be expected at least this often, in milliseconds; null: it may be silent. */
  readonly expectedEvery: number | null;
  /** So many webhooks are taken in a minute; 0: no limit; null: {@link DEFAULT_SOURCE_LIMIT}. */
  readonly limitPerMinute: number | null;
  /** One, or two while a secret is being replaced. */
  readonly secrets: readonly SourceSecret[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** The place that a source's secret is sealed for. */
export function sourceSecretPlace(sourceId: string, secretId: string): string {
  return `source:${sourceId}:${secretId}`;
}
