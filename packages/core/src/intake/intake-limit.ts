import { levelKey, type Level } from '../kernel/level.ts';
import { DEFAULT_ORGANIZATION_LIMIT, type Organization } from '../organizations/organization.ts';
import { DEFAULT_SOURCE_LIMIT, type Source } from '../sources/source.ts';

/** How many webhooks one source, or all sources of one organization, may bring in a minute. */
export interface IntakeLimit {
  /** What is counted together. */
  readonly key: string;
  readonly level: Level;
  /** Null: the limit of the organization as a whole. */
  readonly source: { readonly id: string; readonly name: string } | null;
  /** At least 1. */
  readonly perMinute: number;
}

/** The limits that hold for a source: its own, then its organization's. The host's sources share none. */
export function limitsOf(
  { id, name, level, limitPerMinute }: Pick<Source, 'id' | 'name' | 'level' | 'limitPerMinute'>,
  organization: Pick<Organization, 'limitPerMinute'> | null,
): readonly IntakeLimit[] {
  const own = { key: id, level, source: { id, name }, perMinute: limitPerMinute ?? DEFAULT_SOURCE_LIMIT };
  const shared = {
    key: levelKey(level),
    level,
    source: null,
    perMinute: organization === null ? 0 : (organization.limitPerMinute ?? DEFAULT_ORGANIZATION_LIMIT),
  };
  return [own, shared].filter(({ perMinute }) => perMinute > 0);
}
