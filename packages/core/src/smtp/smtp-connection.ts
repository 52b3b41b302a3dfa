import type { Secret } from '../kernel/secret.ts';

/** How the session is protected. One switch for people, three modes on the wire. */
export type SecurityMode =
  /** TLS from the first byte (port 465). */
  | 'implicit-tls'
  /** Plain greeting, then STARTTLS, required: a server without it is an error, never a silent plain session. */
  | 'starttls'
  /** No TLS at all, not even when offered. */
  | 'plain';

/** Who we say we are. */
export type SmtpAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly username: string; readonly password: Secret }
  /** By NTLM alone. */
  | { readonly kind: 'ntlm'; readonly username: string; readonly password: Secret }
  /** By the client certificate (SASL EXTERNAL); as this account, or null: as the one that the server knows it by. */
  | { readonly kind: 'certificate'; readonly username: string | null }
  | {
      readonly kind: 'oauth2';
      readonly username: string;
      readonly tokenUrl: string;
      readonly scope: string | null;
      readonly grant: TokenGrant;
    };

/** What an access token is given for. */
export type TokenGrant =
  /** RFC 6749 section 4.4: the application acts as itself. */
  | { readonly kind: 'client-credentials'; readonly clientId: string; readonly proof: ClientProof }
  /** RFC 6749 section 6: a person agreed once. Public clients have no proof. */
  | {
      readonly kind: 'refresh-token';
      readonly clientId: string;
      readonly proof: ClientProof | null;
      readonly refreshToken: Secret;
    }
  /** RFC 7523: a key that signs for the user name. Its JSON, as `readServiceAccountKey` reads it. */
  | { readonly kind: 'service-account'; readonly key: Secret };

/** How an OAuth 2.0 client shows that it is who it says: by a secret, or by what its certificate's key signs (RFC 7523). */
export type ClientProof =
  { readonly clientSecret: Secret } | { readonly clientCertificate: ClientCertificate };

/** Who the client is, by TLS (RFC 8446 section 4.4.2) or at a token endpoint. */
export interface ClientCertificate {
  /** PEM: the own certificate, and those between it and its authority. */
  readonly chain: string;
  /** PKCS #8 in base64. */
  readonly key: Secret;
}

/** Everything that the socket needs. Two deliveries with the same `key` may share sessions. */
export interface SmtpConnection {
  /** Identity for pooling and health: the revision it comes from. */
  readonly key: string;
  readonly host: string;
  /** 1–65535. */
  readonly port: number;
  /**
   * Addresses and blocks where the server may be besides the public internet; null: it may be anywhere, as the host's own
   * may. Every address is judged before it is connected to, whatever name it came from.
   */
  readonly allowedNetworks: readonly string[] | null;
  /** The same for the token endpoint; absent: {@link SmtpConnection.allowedNetworks}. */
  readonly tokenNetworks?: readonly string[] | null;
  readonly security: SecurityMode;
  readonly authentication: SmtpAuthentication;
  /** PEM of own certificate authorities; null: the system's. */
  readonly caCertificate: string | null;
  /** Shown to a server that asks who connects; absent: nothing is. */
  readonly clientCertificate?: ClientCertificate;
  /** The name given in EHLO; null: this machine's. */
  readonly clientName: string | null;
  /** Milliseconds. */
  readonly connectTimeout: number;
  readonly maxConnections: number;
  /** 0: no limit. */
  readonly maxMessagesPerMinute: number;
}
