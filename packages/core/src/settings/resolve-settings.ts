import { HOST, type Level } from '../kernel/level.ts';
import { fillConnection } from './connection-defaults.ts';
import { effectiveConnection, hasConnection, signInGaps } from './effective-connection.ts';
import { effectiveFallback } from './effective-fallback.ts';
import type {
  ActiveLayer,
  EffectiveConnection,
  EffectiveField,
  EffectiveSender,
  EffectiveSettings,
  ResolveInput,
  UnusableReason,
} from './effective-settings.ts';
import { FIELDS, isSecretKey, isSenderKey } from './fields.ts';
import { connectionIsLocked, floorsMissed, fromIsAllowed, isLocked } from './host-policy.ts';
import { shownSecret } from './shown-secret.ts';
import {
  EMPTY_LAYER,
  type FieldKey,
  type Origin,
  type SenderKey,
  type SenderValues,
} from './mail-settings.ts';

/**
 * What applies at a level, and from where. The connection is one group: an organization's own, whole, or the host's, whole,
 * so that no secret of one level reaches a server that another chose. Sender fields resolve one by one.
 */
export function resolveSettings(input: ResolveInput): EffectiveSettings {
  const source = connectionSource(input);
  const connection = source === null ? null : effectiveConnection(source.owner, source.active, input.policy);
  const sender = resolveSender(input);
  const reasons = [...connectionGaps(connection, input), ...senderGaps(sender, source, input)];
  return {
    level: input.level,
    fields: effectiveFields(input, source, sender),
    connectionOrigin: source?.origin ?? 'default',
    usable: usableOr(input, { reasons, connection, sender }),
  };
}

/** The level whose connection applies. */
interface ConnectionSource {
  readonly owner: Level;
  readonly origin: Exclude<Origin, 'default'>;
  readonly active: ActiveLayer;
}

function connectionSource({ level, host, organization, policy }: ResolveInput): ConnectionSource | null {
  if (organization !== null && hasConnection(organization.layer) && !connectionIsLocked(policy))
    return { owner: level, origin: 'organization', active: organization };
  if (host !== null && hasConnection(host.layer)) return { owner: HOST, origin: 'host', active: host };
  return null;
}

interface Resolved<K extends SenderKey> {
  readonly value: SenderValues[K] | null;
  readonly origin: Origin;
}

type ResolvedSender = { readonly [K in SenderKey]: Resolved<K> };

function resolveSender({ host, organization, policy }: ResolveInput): ResolvedSender {
  const resolve = <K extends SenderKey>(key: K): Resolved<K> => {
    const own: Partial<SenderValues> = isLocked(policy, key) ? {} : (organization?.layer.values ?? {});
    const inherited: Partial<SenderValues> = host?.layer.values ?? {};
    if (own[key] !== undefined) return { value: own[key], origin: 'organization' };
    return inherited[key] === undefined
      ? { value: null, origin: 'default' }
      : { value: inherited[key], origin: 'host' };
  };
  return {
    defaultFromAddress: resolve('defaultFromAddress'),
    defaultFromDisplayName: resolve('defaultFromDisplayName'),
    replyTo: resolve('replyTo'),
    fallbackToHost: resolve('fallbackToHost'),
  };
}

function connectionGaps(
  connection: EffectiveConnection | null,
  { policy }: ResolveInput,
): readonly UnusableReason[] {
  if (connection === null) return ['no-host'];
  const floors = connection.owner.kind === 'organization' ? floorsMissed(connection, policy) : [];
  return [...signInGaps(connection), ...floors];
}

/** The host's own From is the host's business; an organization's is looked at when it would go out over the host's relay. */
function senderGaps(
  { defaultFromAddress: { value, origin } }: ResolvedSender,
  source: ConnectionSource | null,
  { policy }: ResolveInput,
): readonly UnusableReason[] {
  if (value === null) return ['no-from'];
  const foreign = origin === 'organization' && source?.origin === 'host' && !fromIsAllowed(value, policy);
  return foreign ? ['from-domain-not-allowed'] : [];
}

function usableOr(
  input: ResolveInput,
  found: {
    readonly reasons: readonly UnusableReason[];
    readonly connection: EffectiveConnection | null;
    readonly sender: ResolvedSender;
  },
): EffectiveSettings['usable'] {
  const { reasons, connection } = found;
  const sender = effectiveSender(found.sender);
  if (connection === null || sender === null || reasons.length > 0) return { ok: false, reasons };
  const wanted = found.sender.fallbackToHost.value === true;
  return { ok: true, connection, sender, fallback: effectiveFallback(input, { connection, sender, wanted }) };
}

function effectiveSender(sender: ResolvedSender): EffectiveSender | null {
  const { defaultFromAddress, defaultFromDisplayName, replyTo } = sender;
  if (defaultFromAddress.value === null) return null;
  return {
    fromAddress: defaultFromAddress.value,
    fromDisplayName: defaultFromDisplayName.value,
    replyTo: replyTo.value,
  };
}

function effectiveFields(
  { policy }: ResolveInput,
  source: ConnectionSource | null,
  sender: ResolvedSender,
): readonly EffectiveField[] {
  const layer = source?.active.layer ?? EMPTY_LAYER;
  const filled = fillConnection(layer);
  const valueOf = (key: FieldKey): Pick<EffectiveField, 'value' | 'secret' | 'origin'> => {
    if (isSenderKey(key)) return { ...sender[key], secret: null };
    const isSet = key in layer.values || key in layer.secrets;
    const origin = isSet && source !== null ? source.origin : 'default';
    if (!isSecretKey(key)) return { value: filled[key] ?? null, secret: null, origin };
    return { value: null, secret: shownSecret(layer.secrets[key]), origin };
  };
  return FIELDS.map(({ key, group }) => ({ key, group, ...valueOf(key), locked: isLocked(policy, key) }));
}
