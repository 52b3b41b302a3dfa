import type { ClaimOffer } from '@postern/core';

/** What somebody does with a claim code; the one place that shows it. */
export function claimInvitation({
  code,
  expiresAt,
}: Extract<ClaimOffer, { readonly kind: 'offered' }>): string {
  const until = new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' ');
  return [
    'Nobody administers Postern from Slack yet. Whoever types this there becomes the system administrator:',
    `    /email-settings claim ${code.expose()}`,
    `It works once, until ${until} UTC; a later code ends it.`,
    '',
  ].join('\n');
}
