import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { ReferenceReader, Sealer } from '../kernel/sealer.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Organization } from '../organizations/organization.ts';
import type { EffectiveSender } from '../settings/effective-settings.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { openConnectionSecrets } from '../settings/open-connection-secrets.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { connectionOf } from '../smtp/connection-of.ts';
import type { SmtpConnection } from '../smtp/smtp-connection.ts';
import type { HoldReason } from './next-state.ts';

/** How a level's mail goes out now, or why it does not. */
export type Route =
  | {
      readonly kind: 'open';
      readonly level: Level;
      readonly connection: SmtpConnection;
      /** The level whose connection it is. */
      readonly owner: Level;
      readonly sender: EffectiveSender;
      /** Null for the host level. */
      readonly organization: Organization | null;
    }
  | {
      readonly kind: 'held';
      readonly level: Level;
      readonly reason: HoldReason;
      /** A sentence for the timeline. No secrets. */
      readonly text: string;
    };

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
  const { connection, sender } = usable;
  const opened = await openConnectionSecrets(deps, connection);
  if (!opened.ok) return { kind: 'held', level, reason: opened.reason, text: opened.text };
  return {
    kind: 'open',
    level,
    connection: connectionOf(connection, opened.secrets),
    owner: connection.owner,
    sender,
    organization: await organizationOf(deps, level),
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
