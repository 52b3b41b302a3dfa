import {
  createDkimSigning,
  systemClock,
  type Clock,
  type Logger,
  type MailBuilder,
  type MailLayout,
  type MailSigning,
  type NewId,
} from '@postern/core';
import type {
  DnsRecords,
  ReferenceReader,
  Sealer,
  Secret,
  SmtpDiagnosis,
  SmtpTransport,
  Storage,
} from '@postern/core';
import {
  createAesGcmSealer,
  createKeyFileSealer,
  createReferenceReader,
  newUuidV7,
  newDkimKey,
  openKeys,
  randomBytes,
} from '@postern/core/adapters/crypto';
import { createDnsRecords } from '@postern/core/adapters/dns';
import { createMjmlLayout } from '@postern/core/adapters/mail';
import {
  createMailBuilder,
  createSmtpDiagnosis,
  createSmtpTransport,
  signMessage,
} from '@postern/core/adapters/nodemailer';
import { openStorage } from '@postern/core/adapters/storage';
import type { Environment, GatewayConfig } from './config.ts';

/** Everything that use cases, the gateway and the worker are given: one object, made once per process. */
export interface Container {
  readonly config: GatewayConfig;
  readonly storage: Storage;
  readonly sealer: Sealer;
  readonly references: ReferenceReader;
  readonly transport: SmtpTransport;
  readonly diagnosis: SmtpDiagnosis;
  readonly dns: DnsRecords;
  readonly mailBuilder: MailBuilder;
  readonly signMail: MailSigning;
  /** A private key for DKIM, PEM. */
  readonly generateKey: () => Promise<Secret>;
  readonly layout: MailLayout;
  readonly clock: Clock;
  readonly newId: NewId;
  /** So many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly logger: Logger;
  /** Ends SMTP sessions, then the database. */
  close(): Promise<void>;
}

/**
 * The composition root: the only place where ports meet adapters. Opens the database before the keys, because whether a
 * missing key file may be made depends on what is sealed already.
 * @throws AppError `configuration-invalid`, `storage-unavailable`, `storage-newer`, `key-missing`, `key-unreadable`; then
 * nothing stays open.
 */
export async function openContainer(
  config: GatewayConfig,
  parts: { readonly environment: Environment; readonly logger: Logger; readonly livesLong?: boolean },
): Promise<Container> {
  const { logger } = parts;
  const clock = systemClock;
  const storage = await openStorage(config.databaseUrl, {
    clock,
    logger,
    inThread: parts.livesLong ?? false,
  });
  try {
    const keys = await openKeys(config.keySource, { storage, logger });
    const sealer =
      config.keySource.kind === 'file'
        ? createKeyFileSealer(config.keySource.path, keys)
        : createAesGcmSealer(keys);
    const tokens = { store: storage.accessTokens, sealer, newId: newUuidV7 };
    const smtp = { clock, logger, tokens };
    const transport = createSmtpTransport(smtp);
    return {
      config,
      storage,
      sealer,
      references: createReferenceReader({ environment: parts.environment }),
      transport,
      diagnosis: createSmtpDiagnosis(smtp),
      dns: createDnsRecords({ servers: config.dnsServers }),
      mailBuilder: createMailBuilder(),
      signMail: createDkimSigning({ storage, sealer, signMessage }),
      generateKey: newDkimKey,
      layout: createMjmlLayout(),
      clock,
      newId: newUuidV7,
      random: randomBytes,
      logger,
      async close() {
        await transport.close();
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
