import { fillConnection } from './connection-defaults.ts';
import type { EditProblem } from './edit-problem.ts';
import { hasConnection } from './effective-connection.ts';
import { isConnectionKey } from './fields.ts';
import {
  connectionIsLocked,
  floorsMissed,
  fromIsAllowed,
  isLocked,
  type FloorReason,
} from './host-policy.ts';
import type { EditedLayer } from './layer-edit.ts';
import type { FieldKey, HostPolicy } from './mail-settings.ts';

/**
 * Where an organization's layer goes below what the host demands, as far as the fields in question bear on it: a
 * floor that was set later does not keep people from changing something else.
 */
export function policyProblems(
  layer: EditedLayer,
  policy: HostPolicy,
  touched: readonly FieldKey[],
): readonly EditProblem[] {
  const connection = touched.some(isConnectionKey);
  return [
    ...(connection ? floorProblems(layer, policy) : []),
    ...(connection || touched.includes('defaultFromAddress') ? fromProblems(layer, policy) : []),
  ];
}

function floorProblems({ values }: EditedLayer, policy: HostPolicy): readonly EditProblem[] {
  if (values.smtpHost === undefined) return [];
  const connection = fillConnection({ values, secrets: {} });
  return floorsMissed(connection, policy).map((reason) => floorProblem(reason, policy));
}

function floorProblem(reason: FloorReason, policy: HostPolicy): EditProblem {
  switch (reason) {
    case 'secure-connection-required':
      return {
        code: reason,
        field: 'secureConnection',
        message: 'The host requires secure-connection=on for servers of organizations.',
      };
    case 'port-not-allowed':
      return {
        code: reason,
        field: 'smtpPort',
        message: `The host allows these ports for servers of organizations: ${policy.allowedPorts.join(', ')}.`,
      };
    case 'server-not-allowed':
      return {
        code: reason,
        field: 'smtpHost',
        message: `The host allows these servers for organizations: ${policy.allowedServers.join(', ')}.`,
      };
    default:
      return reason satisfies never;
  }
}

/** Over the host's relay an organization sends from the domains that the host allows. */
function fromProblems(layer: EditedLayer, policy: HostPolicy): readonly EditProblem[] {
  const { defaultFromAddress } = layer.values;
  const ownServer = hasConnection(layer) && !connectionIsLocked(policy);
  if (defaultFromAddress === undefined || ownServer || isLocked(policy, 'defaultFromAddress')) return [];
  if (fromIsAllowed(defaultFromAddress, policy)) return [];
  const message = `Over the host’s relay, organizations send from ${policy.allowedFromDomains.join(', ')}. Use an address there, or first make a server of your own active.`;
  return [{ code: 'from-domain-not-allowed', field: 'defaultFromAddress', message }];
}
