import type { Level } from '../kernel/level.ts';

/** How the server is convinced of who we are. */
export const AUTHENTICATIONS = ['password', 'oauth2', 'ntlm', 'certificate', 'none'] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

/** How OAuth 2.0 tokens are asked for (RFC 6749 sections 4.4 and 6, RFC 7523). */
export const OAUTH_GRANTS = ['client-credentials', 'refresh-token', 'service-account'] as const;
export type OAuthGrant = (typeof OAUTH_GRANTS)[number];

/** Plain connection fields, as parsed values. */
export interface ConnectionValues {
  readonly smtpHost: string;
  /** 1–65535. */
  readonly smtpPort: number;
  /** On: TLS is required (implicit on 465, STARTTLS elsewhere). Off: plain, no upgrade. */
  readonly secureConnection: boolean;
  /** On: no user name and password are sent at all. */
  readonly useDefaultCredentials: boolean;
  readonly authentication: Authentication;
  readonly smtpUsername: string;
  readonly smtpDomain: string;
  readonly oauthClientId: string;
  readonly oauthTenant: string;
  readonly oauthTokenUrl: string;
  readonly oauthGrant: OAuthGrant;
  /** The last day of the client secret, as `2027-03-31` (UTC). */
  readonly oauthClientSecretExpires: string;
  /** PEM: what the client is registered by at the provider, in the place of a secret. */
  readonly oauthClientCertificate: string;
  readonly oauthScope: string;
  /** PEM, one or several certificates. */
  readonly caCertificate: string;
  /** PEM: the own certificate, and those between it and its authority. */
  readonly clientCertificate: string;
  /** The name given in EHLO. */
  readonly clientName: string;
  /** Milliseconds. */
  readonly connectTimeout: number;
  readonly maxConnections: number;
  /** 0: no limit. */
  readonly maxMessagesPerMinute: number;
}

/** Sender fields, as parsed values. */
export interface SenderValues {
  readonly defaultFromAddress: string;
  readonly defaultFromDisplayName: string;
  readonly replyTo: string;
  /** An organization's: while its own server is out of reach, mail goes by the host's relay. */
  readonly fallbackToHost: boolean;
}

export type PlainValues = ConnectionValues & SenderValues;
export type ConnectionKey = keyof ConnectionValues;
export type SenderKey = keyof SenderValues;
export type PlainKey = keyof PlainValues;
/** Write-only fields; all belong to the connection. */
export type SecretKey =
  | 'smtpPassword'
  | 'oauthClientSecret'
  | 'oauthClientKey'
  | 'oauthRefreshToken'
  | 'oauthServiceAccountKey'
  | 'clientKey';
export type FieldKey = PlainKey | SecretKey;

/** A secret as stored: sealed, or a reference that is read when used. */
export type StoredSecret =
  | {
      readonly kind: 'sealed';
      /** Id of the key it is sealed with. */
      readonly keyId: string;
      /** Base64 of nonce, ciphertext and tag (AES-256-GCM). */
      readonly box: string;
    }
  | {
      readonly kind: 'reference';
      /** `env:NAME` or `file:/path`. */
      readonly reference: string;
    };

/** What one level has set itself. */
export interface Layer {
  readonly values: Partial<PlainValues>;
  readonly secrets: Partial<Record<SecretKey, StoredSecret>>;
}

/** A layer that sets nothing. */
export const EMPTY_LAYER: Layer = { values: {}, secrets: {} };

/** Where an effective value comes from. */
export type Origin = 'organization' | 'host' | 'default';

/** How far the connection of a revision is known to work. */
export interface TestResult {
  readonly outcome: 'passed' | 'failed';
  /** Epoch milliseconds. */
  readonly at: number;
  /** A closed reason such as `authentication-failed`; null when it passed. */
  readonly reason: string | null;
}

export type RevisionState = 'draft' | 'active' | 'superseded';

/** A numbered, immutable version of a layer; only `state`, `test` and `arrivedAt` are written later. */
export interface Revision {
  readonly id: string;
  readonly level: Level;
  /** 1, 2, 3 … within the level. */
  readonly number: number;
  readonly state: RevisionState;
  readonly layer: Layer;
  /** {@link actorLabel} of the author. */
  readonly author: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly test: TestResult | null;
  /** When somebody last said that a test mail of it had arrived, epoch milliseconds; null: nobody has. */
  readonly arrivedAt: number | null;
  /** Where it comes from, for people reading the history. */
  readonly note: 'set' | 'unset' | 'reset' | 'rollback' | 'reseal' | 'import';
}

/** What the host imposes on every organization. */
export interface HostPolicy {
  /**
   * Locked fields: organizations cannot set them, and what they had set is passed over. The connection is one group,
   * so a lock on any connection field locks the connection as a whole.
   */
  readonly locks: readonly FieldKey[];
  /** Organizations' own connections must have secure connection on. */
  readonly requireSecureConnection: boolean;
  /** From domains that organizations may use over the host's relay; empty: any. Lower case, subdomains not included. */
  readonly allowedFromDomains: readonly string[];
  /** Ports that organizations' own connections may use; empty: any. */
  readonly allowedPorts: readonly number[];
  /** Server names or addresses (with `*.` wildcard or CIDR) that organizations' own connections may use; empty: any. */
  readonly allowedServers: readonly string[];
  /**
   * Addresses and blocks outside the public internet where organizations' own servers may be; empty: none. Blocks among
   * `allowedServers` count too, and so do private networks for a server that is named there in full.
   */
  readonly privateNetworks: readonly string[];
  /** Organizations whose own server is out of reach may send over the host's relay, if they want to. */
  readonly fallback: boolean;
}

/** A host that imposes nothing. */
export const OPEN_POLICY: HostPolicy = {
  locks: [],
  requireSecureConnection: false,
  allowedFromDomains: [],
  allowedPorts: [],
  allowedServers: [],
  privateNetworks: [],
  fallback: false,
};
