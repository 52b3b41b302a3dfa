import type { Sealed, Sealer } from '../kernel/sealer.ts';
import type { Secret } from '../kernel/secret.ts';

/** Seals the way back to a person, for this link alone. */
export function sealReply(sealer: Sealer, linkId: string, reply: Secret): Sealed {
  return sealer.seal(reply, place(linkId));
}

/** @throws AppError `key-missing`, `seal-broken`. */
export function openReply(sealer: Sealer, linkId: string, reply: Sealed): Secret {
  return sealer.open(reply, place(linkId));
}

function place(linkId: string): string {
  return `link-reply/1 ${linkId}`;
}
