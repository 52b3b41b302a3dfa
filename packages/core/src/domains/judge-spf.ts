import { ipAddressOf } from '../settings/fields/ip-address.ts';
import { rangeHolds } from '../settings/address-range.ts';
import { domainFinding, type DomainFinding, type FindingParts } from './domain-finding.ts';
import type { KnownRelay } from './known-relays.ts';
import type { SpfTree } from './spf-tree.ts';

/** Who sends for the domain. */
export interface Relay {
  readonly host: string;
  /** Public addresses that its name has in DNS: a hint at those that it sends from. */
  readonly addresses: readonly string[];
  readonly known: KnownRelay | null;
}

/** Judges what the domain's SPF record says of the relay. Pure. */
export function judgeSpf(domain: string, tree: SpfTree, relay: Relay): DomainFinding {
  const { known, addresses, host } = relay;
  const parts: FindingParts = {
    values: {
      domain,
      relay: known?.name ?? host,
      include: known?.include ?? '',
      addresses: addresses.join(', '),
      about: tree.problem?.about ?? '',
    },
    found: tree.records,
  };
  const suggested = { publish: { name: domain, value: suggestedRecord(tree, relay) } };
  if (tree.problem !== null) {
    const { reason } = tree.problem;
    if (reason === 'dns-failed') return domainFinding('spf-dns-failed', parts);
    if (reason !== 'spf-missing') return domainFinding(reason, parts);
    if (known?.ownReturnPath === true) return domainFinding('spf-own-return-path', parts);
    return domainFinding('spf-missing', { ...parts, ...suggested });
  }
  if (tree.others === '+' || tree.passing.some(({ prefix }) => prefix === 0))
    return domainFinding('spf-lets-everybody', parts);
  if (known?.ownReturnPath === true) return domainFinding('spf-own-return-path', parts);
  if (letsSend(tree, relay)) return domainFinding('spf-good', parts);
  if (tree.open) return domainFinding('spf-open', parts);
  if (known !== null) return domainFinding('spf-relay-not-included', { ...parts, ...suggested });
  if (addresses.length === 0) return domainFinding('spf-relay-unknown', parts);
  return domainFinding('spf-relay-not-seen', { ...parts, ...suggested });
}

function letsSend({ includes, passing }: SpfTree, { known, addresses }: Relay): boolean {
  if (known !== null && includes.includes(known.include)) return true;
  const judged = addresses.map(ipAddressOf);
  return (
    judged.length > 0 &&
    judged.every((address) => address !== null && passing.some((range) => rangeHolds(range, address)))
  );
}

/** The domain's own record with the relay in it, or the shortest that names the relay. */
function suggestedRecord({ records }: SpfTree, { known, addresses }: Relay): string {
  const terms =
    known === null
      ? addresses.map((address) => `ip${ipAddressOf(address)?.bits === 128 ? '6' : '4'}:${address}`)
      : [`include:${known.include}`];
  const [record] = records;
  const given = record
    ?.split(' ')
    .slice(1)
    .filter((term) => term !== '') ?? ['~all'];
  const at = given.findIndex((term) => /^([+?~-]?all$|redirect=)/i.test(term));
  const place = at === -1 ? given.length : at;
  return ['v=spf1', ...given.slice(0, place), ...terms, ...given.slice(place)].join(' ');
}
