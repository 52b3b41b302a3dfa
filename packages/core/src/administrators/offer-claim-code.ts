import { DAY, type Clock } from '../kernel/clock.ts';
import { Secret } from '../kernel/secret.ts';
import { claimCodeHash, newClaimCode } from './claim-code.ts';
import type { GrantStore } from './grant-store.ts';

/** How long a code can be used. */
const OFFERED = DAY;

/** A code that was made, or that there is no need for one. */
export type ClaimOffer =
  | {
      readonly kind: 'offered';
      readonly code: Secret;
      /** Epoch milliseconds. */
      readonly expiresAt: number;
    }
  | { readonly kind: 'administered' };

/**
 * Makes a code by which the first person in Slack becomes system administrator, as long as nobody is one; an earlier code
 * ends. For whoever has a shell on the machine: only a hash is stored, so this answer is the only place where it is seen.
 */
export async function offerClaimCode(deps: {
  readonly storage: { readonly grants: Pick<GrantStore, 'offerClaim'> };
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
}): Promise<ClaimOffer> {
  const code = newClaimCode(deps.random);
  const expiresAt = deps.clock.now() + OFFERED;
  const outcome = await deps.storage.grants.offerClaim({ codeHash: claimCodeHash(code), expiresAt });
  return outcome === 'offered'
    ? { kind: 'offered', code: new Secret(code), expiresAt }
    : { kind: 'administered' };
}
