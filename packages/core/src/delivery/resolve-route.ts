import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { ReferenceReader, Sealer } from '../kernel/sealer.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Organization } from '../organizations/organization.ts';
import type { EffectiveFallback, EffectiveSender } from '../settings/effective-settings.ts';
import { mailDomain } from '../settings/fields/mailbox-schema.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { openConnectionSecrets } from '../settings/open-connection-secrets.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { connectionOf } from '../smtp/connection-of.ts';
import type { SmtpConnection } from '../smtp/smtp-connection.ts';
import type { HoldReason } from './next-state.ts';

/** Who a mail is from. */
export interface RouteSender extends EffectiveSender {
  /** Whose domain the Message-ID has, so that it stays the same by whichever server; the From address's by default. */
  readonly identityAddress?: string;
}

/** How a level's mail goes out now, or why it does not. */
export type Route =
  | {
      readonly kind: 'open';
      readonly level: Level;
      readonly connection: SmtpConnection;
      /** The level whose connection it is. */
      readonly owner: Level;
      readonly sender: RouteSender;
      /** Null for the host level. */
      readonly organization: Organization | null;
      /** The host's relay, which may step in while the own server is out of reach. */
      readonly fallback: OpenRoute | null;
    }
  | {
      readonly kind: 'held';
      readonly level: Level;
      readonly reason: HoldReason;
      /** A sentence for the timeline. No secrets. */
      readonly text: string;
    };

/** A route that mail can take. */
export type OpenRoute = Extract<Route, { kind: 'open' }>;

/** What resolving takes. */
export interface ResolveRouteDeps {
  readonly storage: {
    readonly settings: SettingsStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly sealer: Sealer;
  readonly references: ReferenceReader;
}

/**
 * Resolves the settings of a level and opens the secrets of its connection. Whatever is missing or does not open makes a
 * held route with a reason, never another way out.
 * @throws AppError `storage-unavailable`.
 */
export async function resolveRoute(deps: ResolveRouteDeps, level: Level): Promise<Route> {
  const { usable } = resolveSettings((await loadSettings(deps.storage.settings, level)).active);
  if (!usable.ok) {
    const text = `The mail settings cannot be used: ${usable.reasons.join(', ')}.`;
    return { kind: 'held', level, reason: usable.reasons[0] ?? 'no-host', text };
  }
  const { connection, sender, fallback } = usable;
  const opened = await openConnectionSecrets(deps, connection);
  if (!opened.ok) return { kind: 'held', level, reason: opened.reason, text: opened.text };
  const own: OpenRoute = {
    kind: 'open',
    level,
    connection: connectionOf(connection, opened.secrets),
    owner: connection.owner,
    sender,
    organization: await organizationOf(deps, level),
    fallback: null,
  };
  return fallback === null ? own : { ...own, fallback: await openFallback(deps, own, fallback) };
}

/** Null when the secrets of the host's relay do not open: then there is only the own server. */
async function openFallback(
  deps: ResolveRouteDeps,
  own: OpenRoute,
  { connection, sender }: EffectiveFallback,
): Promise<OpenRoute | null> {
  const opened = await openConnectionSecrets(deps, connection);
  if (!opened.ok) return null;
  const host = sender.fromDisplayName ?? mailDomain(sender.fromAddress);
  return {
    ...own,
    connection: connectionOf(connection, opened.secrets),
    owner: connection.owner,
    sender: {
      ...sender,
      fromDisplayName: own.organization === null ? host : `${own.organization.name} via ${host}`,
      identityAddress: own.sender.fromAddress,
    },
  };
}

async function organizationOf({ storage }: ResolveRouteDeps, level: Level): Promise<Organization | null> {
  if (level.kind === 'host') return null;
  const organization = await storage.organizations.findById(level.organizationId);
  if (organization !== null) return organization;
  throw new AppError('storage-corrupt', 'A delivery belongs to an organization that does not exist.', {
    detail: level.organizationId,
  });
}
