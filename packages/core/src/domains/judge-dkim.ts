import { readPublishedKey, type PublishedKey } from './published-key.ts';
import type { DnsRecords } from './dns-records.ts';
import { domainFinding, type DomainFinding } from './domain-finding.ts';
import type { Relay } from './judge-spf.ts';

/** RFC 8301 section 3.2. */
const FEWEST_BITS = 1024;

interface FoundKey {
  readonly selector: string;
  readonly record: string;
  readonly key: PublishedKey;
}

/** Looks for the keys that the relay's provider usually has. */
export async function judgeDkim(domain: string, relay: Relay, dns: DnsRecords): Promise<DomainFinding> {
  const { known, host } = relay;
  const values = { domain, relay: known?.name ?? host };
  if (known === null || known.selectors.length === 0) return domainFinding('dkim-not-known', { values });
  const answers = await Promise.all(
    known.selectors.map(async (selector) => {
      return { selector, answer: await dns.txt(`${selector}._domainkey.${domain}`) };
    }),
  );
  const keys = answers.flatMap(({ selector, answer }) =>
    answer.kind === 'found' ? answer.records.flatMap((record) => keyIn(selector, record)) : [],
  );
  const best = keys.find(isGood) ?? keys.find(({ key }) => key.state === 'valid') ?? keys[0];
  if (best !== undefined) return judgeKey(best, values);
  const failed = answers.find(({ answer }) => answer.kind === 'failed');
  if (failed !== undefined) {
    const about = `${failed.selector}._domainkey.${domain}`;
    return domainFinding('dkim-dns-failed', { values: { ...values, about } });
  }
  return domainFinding('dkim-key-missing', { values: { ...values, selectors: known.selectors.join(', ') } });
}

function keyIn(selector: string, record: string): readonly FoundKey[] {
  const key = readPublishedKey(record);
  return key === null ? [] : [{ selector, record, key }];
}

function isGood({ key }: FoundKey): boolean {
  return key.state === 'valid' && (key.type === 'ed25519' || key.bits >= FEWEST_BITS);
}

function judgeKey(found: FoundKey, values: Readonly<Record<string, string>>): DomainFinding {
  const { selector, record, key } = found;
  const parts = { values: { ...values, selector }, found: [record] };
  if (key.state !== 'valid') return domainFinding('dkim-key-unusable', parts);
  if (isGood(found)) return domainFinding('dkim-key-found', parts);
  return domainFinding('dkim-key-weak', { ...parts, values: { ...parts.values, bits: String(key.bits) } });
}
