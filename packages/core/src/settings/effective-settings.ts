import type { Level } from '../kernel/level.ts';
import type {
  ConnectionValues,
  FieldKey,
  HostPolicy,
  Layer,
  Origin,
  SecretKey,
  StoredSecret,
} from './mail-settings.ts';

/** One field as it applies, for people: what, from where, and whether the level may change it. Never a secret's value. */
export interface EffectiveField {
  readonly key: FieldKey;
  readonly group: 'connection' | 'sender';
  /** Null when nothing is set and there is no default. Always null for secrets. */
  readonly value: string | number | boolean | null;
  /** For secrets: whether and how one is stored. Null for plain fields. */
  readonly secret: 'not-set' | 'sealed' | { readonly reference: string } | null;
  readonly origin: Origin;
  /** The host has locked it for organizations. */
  readonly locked: boolean;
}

/** The connection that applies, whole, with defaults filled in; texts that were not set are absent. */
export interface EffectiveConnection extends Pick<
  ConnectionValues,
  | 'smtpHost'
  | 'smtpPort'
  | 'secureConnection'
  | 'useDefaultCredentials'
  | 'authentication'
  | 'connectTimeout'
  | 'maxConnections'
  | 'maxMessagesPerMinute'
> {
  /** The level that owns the connection, its secrets and so the server's choice. */
  readonly owner: Level;
  readonly revisionId: string;
  readonly revisionNumber: number;
  /** See `SmtpConnection`. */
  readonly allowedNetworks: readonly string[] | null;
  /** The same for the token endpoint; null as well when the connection is the host's. */
  readonly tokenNetworks: readonly string[] | null;
  readonly texts: Partial<
    Pick<
      ConnectionValues,
      | 'smtpUsername'
      | 'smtpDomain'
      | 'oauthClientId'
      | 'oauthTenant'
      | 'oauthTokenUrl'
      | 'oauthGrant'
      | 'oauthScope'
      | 'oauthClientSecretExpires'
      | 'oauthClientCertificate'
      | 'caCertificate'
      | 'clientCertificate'
      | 'clientName'
    >
  >;
  readonly secrets: Partial<Record<SecretKey, StoredSecret>>;
}

/** The sender that applies. */
export interface EffectiveSender {
  readonly fromAddress: string;
  readonly fromDisplayName: string | null;
  readonly replyTo: string | null;
}

/** The host's relay, for an organization that wants it and may use it while its own server is out of reach. */
export interface EffectiveFallback {
  readonly connection: EffectiveConnection;
  /** The host's address and name, with answers to the organization. */
  readonly sender: EffectiveSender;
}

/** Why mail cannot be sent with the settings as they are: a closed set, the same in logs, metrics, messages and docs. */
export const UNUSABLE_REASONS = [
  'no-host',
  'no-from',
  'no-username',
  'no-password',
  'oauth-incomplete',
  'from-domain-not-allowed',
  'secure-connection-required',
  'port-not-allowed',
  'server-not-allowed',
  'address-not-allowed',
] as const;
export type UnusableReason = (typeof UNUSABLE_REASONS)[number];

/** What resolution yields for one level. */
export interface EffectiveSettings {
  readonly level: Level;
  readonly fields: readonly EffectiveField[];
  readonly connectionOrigin: Origin;
  readonly usable:
    | {
        readonly ok: true;
        readonly connection: EffectiveConnection;
        readonly sender: EffectiveSender;
        readonly fallback: EffectiveFallback | null;
      }
    | { readonly ok: false; readonly reasons: readonly UnusableReason[] };
}

/** What resolution needs: the active layers and the policy. */
export interface ResolveInput {
  readonly level: Level;
  readonly host: ActiveLayer | null;
  /** Null at the host level and for an organization that overrides nothing. */
  readonly organization: ActiveLayer | null;
  readonly policy: HostPolicy;
}

/** A layer with the revision it is. */
export interface ActiveLayer {
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly layer: Layer;
}
