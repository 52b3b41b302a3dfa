import type { Localized } from '../kernel/language.ts';
import type { DomainText } from './domain-text.ts';
import { DOMAIN_TEXTS, type DomainReason } from './domain-texts.ts';

/** One thing found out about a sender's domain. */
export interface DomainFinding extends DomainText {
  readonly reason: DomainReason;
  /** Records as DNS gave them: printable, capped. */
  readonly found: readonly string[];
  /** A TXT record that would mend it; null when there is none to give. */
  readonly publish: { readonly name: string; readonly value: string } | null;
}

/** What a finding is made of besides its reason. */
export interface FindingParts {
  readonly values: Readonly<Record<string, string>>;
  readonly found?: readonly string[];
  readonly publish?: { readonly name: string; readonly value: string };
}

const MOST_SHOWN = 500;

/** A finding with its texts filled in. */
export function domainFinding(
  reason: DomainReason,
  { values, found = [], publish }: FindingParts,
): DomainFinding {
  const { subject, state, says, cure } = DOMAIN_TEXTS[reason];
  const printed = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, printable(value)]));
  return {
    subject,
    state,
    reason,
    says: fillIn(says, printed),
    cure: cure === null ? null : fillIn(cure, printed),
    found: found.map(printable),
    // A record is copied as it stands: one that cannot be shown whole is not offered.
    publish: publish?.value === printable(publish?.value ?? '') ? publish : null,
  };
}

function fillIn(text: Localized, values: Readonly<Record<string, string>>): Localized {
  const fill = (one: string): string =>
    one.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { en: fill(text.en), fr: fill(text.fr) };
}

/** Records are anybody's text: nothing in them may move a cursor or fill a screen. */
function printable(text: string): string {
  const plain = text.replaceAll(/[^\x20-\x7e]/g, '?');
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}...` : plain;
}
