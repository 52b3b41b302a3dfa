import { createDkimSigning, createTestLimit, systemClock, systemTimers, type Logger } from '@postern/core';
import {
  createAesGcmSealer,
  createKeyFileSealer,
  createReferenceReader,
  newUuidV7,
  openKeys,
  randomBytes,
} from '@postern/core/adapters/crypto';
import { createDnsRecords } from '@postern/core/adapters/dns';
import { createMjmlLayout } from '@postern/core/adapters/mail';
import { createMailBuilder, createSmtpDiagnosis, signMessage } from '@postern/core/adapters/nodemailer';
import { openStorage } from '@postern/core/adapters/storage';
import type { Environment, SlackbotConfig } from './config.ts';
import type { Services } from './services.ts';

/** What {@link openContainer} opens. */
export interface Container extends Services {
  readonly config: SlackbotConfig;
  /** Closes the database. */
  close(): Promise<void>;
}

/**
 * The composition root: the only place where ports meet adapters. Opens the database before the keys, because whether a
 * missing key file may be made depends on what is sealed already.
 * @throws AppError `configuration-invalid`, `storage-unavailable`, `storage-newer`, `key-missing`, `key-unreadable`; then
 * nothing stays open.
 */
export async function openContainer(
  config: SlackbotConfig,
  parts: { readonly environment: Environment; readonly logger: Logger },
): Promise<Container> {
  const { logger } = parts;
  const clock = systemClock;
  const storage = await openStorage(config.databaseUrl, { clock, logger });
  try {
    const keys = await openKeys(config.keySource, { storage, logger });
    const sealer =
      config.keySource.kind === 'file'
        ? createKeyFileSealer(config.keySource.path, keys)
        : createAesGcmSealer(keys);
    const tokens = { store: storage.accessTokens, sealer, newId: newUuidV7 };
    const smtp = { clock, logger, tokens };
    return {
      config,
      storage,
      sealer,
      references: createReferenceReader({ environment: parts.environment }),
      diagnosis: createSmtpDiagnosis(smtp),
      mailBuilder: createMailBuilder(),
      signMail: createDkimSigning({ storage, sealer, signMessage }),
      layout: createMjmlLayout(),
      dns: createDnsRecords({ servers: config.dnsServers }),
      testLimit: createTestLimit({ clock, once: storage.once }),
      clock,
      timers: systemTimers,
      newId: newUuidV7,
      random: randomBytes,
      publicUrl: config.gatewayUrl,
      logger,
      configuredAdministrators: config.systemAdministrators,
      close: () => storage.close(),
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
