import { HOST } from '../kernel/level.ts';
import { effectiveConnection, hasConnection, signInGaps } from './effective-connection.ts';
import type {
  EffectiveConnection,
  EffectiveFallback,
  EffectiveSender,
  ResolveInput,
} from './effective-settings.ts';

/**
 * The host's relay for an organization with a server of its own, or null: the host does not allow it, the organization does
 * not want it, or the host has no relay that works. The From is the host's, so its relay is asked for nothing that is not
 * the host's own.
 */
export function effectiveFallback(
  { host, policy }: ResolveInput,
  own: {
    readonly connection: EffectiveConnection;
    readonly sender: EffectiveSender;
    readonly wanted: boolean;
  },
): EffectiveFallback | null {
  const { connection, sender, wanted } = own;
  if (!policy.fallback || !wanted || connection.owner.kind === 'host') return null;
  if (host === null || !hasConnection(host.layer)) return null;
  const relay = effectiveConnection(HOST, host, policy);
  const { defaultFromAddress, defaultFromDisplayName } = host.layer.values;
  if (relay === null || signInGaps(relay).length > 0 || defaultFromAddress === undefined) return null;
  return {
    connection: relay,
    sender: {
      fromAddress: defaultFromAddress,
      fromDisplayName: defaultFromDisplayName ?? null,
      replyTo: sender.replyTo ?? sender.fromAddress,
    },
  };
}
