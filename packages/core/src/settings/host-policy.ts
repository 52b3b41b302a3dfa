import { addressRangeOf, rangeHolds } from './address-range.ts';
import type { UnusableReason } from './effective-settings.ts';
import { isConnectionKey } from './fields.ts';
import { ipAddressOf } from './fields/ip-address.ts';
import { isLoopback } from './fields/loopback.ts';
import { mailDomain } from './fields/mailbox-schema.ts';
import { asciiServerName } from './fields/server-name-schema.ts';
import type { ConnectionValues, FieldKey, HostPolicy } from './mail-settings.ts';
import { isReachable, PRIVATE_NETWORKS } from './reachable-address.ts';

/** Whether the host has locked the connection of organizations: one locked connection field locks the group. */
export function connectionIsLocked(policy: HostPolicy): boolean {
  return policy.locks.some(isConnectionKey);
}

/** Whether organizations may not set the field. */
export function isLocked(policy: HostPolicy, key: FieldKey): boolean {
  return isConnectionKey(key) ? connectionIsLocked(policy) : policy.locks.includes(key);
}

/** What the floors look at in a connection, defaults filled in. */
type FlooredConnection = Pick<ConnectionValues, 'secureConnection' | 'smtpPort'> & {
  readonly smtpHost?: string;
};

/** The reasons that come from a floor under organizations' own connections. */
export type FloorReason = Extract<
  UnusableReason,
  'secure-connection-required' | 'port-not-allowed' | 'server-not-allowed' | 'address-not-allowed'
>;

/** The floors that an organization's own connection does not reach. */
export function floorsMissed(connection: FlooredConnection, policy: HostPolicy): readonly FloorReason[] {
  const { smtpHost, smtpPort, secureConnection } = connection;
  const missed: FloorReason[] = [];
  if (policy.requireSecureConnection && !secureConnection) missed.push('secure-connection-required');
  if (policy.allowedPorts.length > 0 && !policy.allowedPorts.includes(smtpPort))
    missed.push('port-not-allowed');
  if (smtpHost !== undefined && !serverIsAllowed(smtpHost, policy)) missed.push('server-not-allowed');
  else if (smtpHost !== undefined && !addressIsAllowed(smtpHost, policy)) missed.push('address-not-allowed');
  return missed;
}

/** Whether an organization may send as this address over the host's relay. */
export function fromIsAllowed(address: string, policy: HostPolicy): boolean {
  return policy.allowedFromDomains.length === 0 || policy.allowedFromDomains.includes(mailDomain(address));
}

/**
 * Names are compared with names and addresses with addresses: what a name resolves to is not known here, so a name is
 * allowed only by its name or a wildcard above it.
 */
function serverIsAllowed(server: string, { allowedServers }: HostPolicy): boolean {
  if (allowedServers.length === 0) return true;
  const address = ipAddressOf(server);
  const name = asciiServerName(server);
  return allowedServers.some((allowed) => {
    if (address === null) return name !== null && nameFits(name, allowed);
    const range = addressRangeOf(allowed);
    return range !== null && rangeHolds(range, address);
  });
}

/** What a name leads to is judged when it is looked up, each time. */
function addressIsAllowed(server: string, policy: HostPolicy): boolean {
  const address = ipAddressOf(server);
  if (address === null) return !isLoopback(server) || isReachable(LOOPBACK, networksFor(server, policy));
  return isReachable(address.text, networksFor(server, policy));
}

const LOOPBACK = '127.0.0.1';

/**
 * The networks outside the public internet where an organization's server of that name may be. A whole zone is not trusted
 * with them: whoever runs its DNS would lead its names anywhere.
 */
export function networksFor(
  server: string,
  { allowedServers, privateNetworks }: HostPolicy,
): readonly string[] {
  const named = asciiServerName(server);
  const trusted = ipAddressOf(server) === null && named !== null && allowedServers.includes(named);
  const blocks = allowedServers.filter((allowed) => addressRangeOf(allowed) !== null);
  return [...privateNetworks, ...blocks, ...(trusted ? PRIVATE_NETWORKS : [])];
}

function nameFits(name: string, allowed: string): boolean {
  return allowed.startsWith('*.') ? name.endsWith(allowed.slice(1)) : name === allowed;
}
