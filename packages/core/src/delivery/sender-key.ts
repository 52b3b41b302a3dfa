import type { OpenRoute } from './resolve-route.ts';

/** A connection with a From address: what the server may refuse without refusing the connection to others. */
export function senderKey({ connection, sender }: OpenRoute): string {
  return `${connection.key} ${sender.fromAddress}`;
}
