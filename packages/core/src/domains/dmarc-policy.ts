import type { DnsRecords } from './dns-records.ts';
import { parseTagList } from './tag-list.ts';

/** What receivers are asked to do with mail that is not aligned. */
export type DmarcDisposition = 'none' | 'quarantine' | 'reject';

/** The policy that applies to a domain (RFC 7489 section 6.6.3). */
export type DmarcPolicy =
  | {
      readonly kind: 'found';
      readonly record: string;
      /** Where it stands: the domain, or its organizational domain. */
      readonly at: string;
      readonly asks: DmarcDisposition;
      /** Whether the domain that signs must be the very one of the From address. */
      readonly dkim: 'strict' | 'relaxed';
    }
  | { readonly kind: 'missing' | 'failed' }
  /** Receivers take no notice of it. */
  | { readonly kind: 'several' | 'invalid'; readonly records: readonly string[]; readonly at: string };

const DISPOSITIONS: readonly DmarcDisposition[] = ['none', 'quarantine', 'reject'];

/** Looks the policy up at the domain, then at its organizational domain. */
export async function readDmarcPolicy(domain: string, dns: DnsRecords): Promise<DmarcPolicy> {
  const own = await policyAt(domain, { dns, inherited: false });
  const above = await dns.organizationalDomain(domain);
  if (own.kind !== 'missing' || above === null || above === domain) return own;
  return policyAt(above, { dns, inherited: true });
}

async function policyAt(
  at: string,
  { dns, inherited }: { readonly dns: DnsRecords; readonly inherited: boolean },
): Promise<DmarcPolicy> {
  const answer = await dns.txt(`_dmarc.${at}`);
  if (answer.kind === 'failed') return { kind: 'failed' };
  const records =
    answer.kind === 'none' ? [] : answer.records.filter((text) => /^v\s*=\s*DMARC1\b/.test(text));
  const [record] = records;
  if (record === undefined) return { kind: 'missing' };
  if (records.length > 1) return { kind: 'several', records, at };
  const tags = parseTagList(record);
  const policy = dispositionOf(tags?.get('p'));
  if (tags === null || policy === null) return { kind: 'invalid', records, at };
  const asks = inherited ? (dispositionOf(tags.get('sp')) ?? policy) : policy;
  return { kind: 'found', record, at, asks, dkim: tags.get('adkim') === 's' ? 'strict' : 'relaxed' };
}

function dispositionOf(word: string | undefined): DmarcDisposition | null {
  return DISPOSITIONS.find((one) => one === word?.toLowerCase()) ?? null;
}
