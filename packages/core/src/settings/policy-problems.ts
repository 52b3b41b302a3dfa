import type { Level } from '../kernel/level.ts';
import { changedKeys } from './changed-keys.ts';
import { fillConnection } from './connection-defaults.ts';
import { listOfNames, type EditProblem } from './edit-problem.ts';
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

/** A step from one layer to another: an edit, the activation of a draft, a rollback. */
export interface LayerStep {
  readonly before: EditedLayer;
  readonly after: EditedLayer;
  readonly level: Level;
  readonly policy: HostPolicy;
}

/**
 * Where a step goes against what the host demands of organizations. Only what the step changes is looked at: a lock or
 * a floor that was set later does not keep people from changing something else.
 */
export function policyProblems({ before, after, level, policy }: LayerStep): readonly EditProblem[] {
  if (level.kind === 'host') return [];
  const changed = changedKeys(before, after);
  const connection = changed.some(isConnectionKey);
  return [
    ...lockProblems(changed, after, policy),
    ...(connection ? floorProblems(after, policy) : []),
    ...(connection || changed.includes('defaultFromAddress') ? fromProblems(after, policy) : []),
    ...(changed.includes('fallbackToHost') ? fallbackProblems(after, policy) : []),
  ];
}

function fallbackProblems({ values }: EditedLayer, policy: HostPolicy): readonly EditProblem[] {
  if (values.fallbackToHost !== true || policy.fallback) return [];
  const message =
    'The host does not let organizations fall back to its relay. A system administrator can allow it: postern settings policy --fallback on.';
  return [{ code: 'fallback-not-allowed', field: 'fallbackToHost', message }];
}

/** Taking a value away from a locked field is allowed: it does nothing but tidy up. */
function lockProblems(
  changed: readonly FieldKey[],
  { values, secrets }: EditedLayer,
  policy: HostPolicy,
): readonly EditProblem[] {
  const locked = changed.filter((key) => (key in values || key in secrets) && isLocked(policy, key));
  return locked.map((field) => {
    const name = listOfNames([field]);
    const what = isConnectionKey(field) ? 'the connection of organizations' : name;
    const message = `The host has locked ${what}. Leave ${name} out, or ask a system administrator to unlock it.`;
    return { code: 'field-locked', field, message };
  });
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
    case 'address-not-allowed':
      return {
        code: reason,
        field: 'smtpHost',
        message:
          'Servers of organizations are on the public internet, unless a system administrator allows their network: postern settings policy --private-networks 10.1.2.0/24.',
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
