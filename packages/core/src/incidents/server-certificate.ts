import type { Level } from '../kernel/level.ts';

/** Until when the certificate of a level's own server is good, as it was last seen. */
export interface ServerCertificate {
  readonly level: Level;
  /** Host and port. */
  readonly server: string;
  /** Epoch milliseconds, both. */
  readonly validUntil: number;
  readonly seenAt: number;
}

/** Remembered certificates, one a level: a server that is rarely used is warned of in time too. */
export interface CertificateStore {
  /** In the place of what was remembered for the level. */
  remember(certificate: ServerCertificate): Promise<void>;
  /** By the key of the level. */
  list(): Promise<readonly ServerCertificate[]>;
}
