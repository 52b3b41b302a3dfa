import type { DmarcPolicy } from './dmarc-policy.ts';
import { domainFinding, type DomainFinding } from './domain-finding.ts';

/**
 * Judges the policy together with what is known of SPF and DKIM. Pure. The return address of Postern's mail is its From
 * address, so SPF is aligned when it passes, unless the provider replaces it.
 */
export function judgeDmarc(
  domain: string,
  policy: DmarcPolicy,
  { spf, dkim }: { readonly spf: DomainFinding; readonly dkim: DomainFinding },
): DomainFinding {
  switch (policy.kind) {
    case 'missing': {
      const publish = {
        name: `_dmarc.${domain}`,
        value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`,
      };
      return domainFinding('dmarc-missing', { values: { domain }, publish });
    }
    case 'failed':
      return domainFinding('dmarc-dns-failed', { values: { domain } });
    case 'several':
    case 'invalid':
      return domainFinding(`dmarc-${policy.kind}`, {
        values: { domain, at: policy.at },
        found: policy.records,
      });
    case 'found': {
      const parts = { values: { domain, at: policy.at, asks: policy.asks }, found: [policy.record] };
      if (policy.asks === 'none') return domainFinding('dmarc-watches', parts);
      const vouched = dkim.reason === 'dkim-key-found' || spf.reason === 'spf-good';
      const known = spf.state !== 'unknown' && dkim.state !== 'unknown';
      const hopeless = spf.state === 'wrong' || known;
      return domainFinding(vouched || !hopeless ? 'dmarc-enforced' : 'dmarc-at-risk', parts);
    }
    default:
      return policy satisfies never;
  }
}
