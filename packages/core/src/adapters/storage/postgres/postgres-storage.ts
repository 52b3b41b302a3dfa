import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Storage } from '../../../storage.ts';
import { keyIdsOfColumns } from '../records/revision-codec.ts';
import type { ChangeNews } from './change-news.ts';
import { configurationVersion } from './configuration-version.ts';
import type { LeaseClock } from './lease-time.ts';
import { schemaVersion, knownMigrations } from './migrate.ts';
import { postgresAccessTokenStore } from './postgres-access-token-store.ts';
import { postgresAuditStore } from './postgres-audit-store.ts';
import { postgresCanaryStore } from './postgres-canary-store.ts';
import { postgresCertificateStore } from './postgres-certificate-store.ts';
import { postgresChannelStore } from './postgres-channel-store.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresGrantStore } from './postgres-grant-store.ts';
import { postgresIncidentStore } from './postgres-incident-store.ts';
import { postgresDkimStore } from './postgres-dkim-store.ts';
import { postgresInstallationStore } from './postgres-installation-store.ts';
import { postgresIntakeStore } from './postgres-intake-store.ts';
import { postgresLinkStore } from './postgres-link-store.ts';
import { postgresMaintenanceStore } from './postgres-maintenance-store.ts';
import { postgresOnceStore } from './postgres-once-store.ts';
import { postgresOrganizationStore } from './postgres-organization-store.ts';
import { postgresOutboxStore } from './postgres-outbox-store.ts';
import { postgresQuarantineStore } from './postgres-quarantine-store.ts';
import { postgresRetentionStore } from './postgres-retention-store.ts';
import { postgresRuleStore } from './postgres-rule-store.ts';
import { postgresSettingsStore } from './postgres-settings-store.ts';
import { postgresListStore } from './postgres-list-store.ts';
import { postgresSilenceStore } from './postgres-silence-store.ts';
import { postgresSourceStore } from './postgres-source-store.ts';
import { accessTokens, dkimKeys, installations, meta, revisions, sourceSecrets } from './schema.ts';

/** All ports over a database whose tables are up to date. Closing the storage closes its connections. */
export function postgresStorage(
  connection: PostgresConnection,
  parts: {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly news: ChangeNews;
    /** Whose clock tells when a lease ends. */
    readonly leaseClock: LeaseClock;
  },
): Storage {
  const { clock, news, leaseClock } = parts;
  const migrationsKnown = knownMigrations().length;

  return {
    organizations: postgresOrganizationStore(connection),
    settings: postgresSettingsStore(connection),
    sources: postgresSourceStore(connection),
    rules: postgresRuleStore(connection),
    silences: postgresSilenceStore(connection),
    lists: postgresListStore(connection),
    canaries: postgresCanaryStore(connection, news),
    intake: postgresIntakeStore(connection, news),
    events: postgresEventStore(connection),
    quarantine: postgresQuarantineStore(connection, news),
    retention: postgresRetentionStore(connection),
    outbox: postgresOutboxStore(connection, parts),
    maintenance: postgresMaintenanceStore(connection),
    audit: postgresAuditStore(connection),
    grants: postgresGrantStore(connection),
    channels: postgresChannelStore(connection),
    incidents: postgresIncidentStore(connection, parts),
    certificates: postgresCertificateStore(connection),
    links: postgresLinkStore(connection, leaseClock),
    once: postgresOnceStore(connection, leaseClock),
    installations: postgresInstallationStore(connection),
    dkim: postgresDkimStore(connection),
    accessTokens: postgresAccessTokenStore(connection, leaseClock),

    configurationVersion: configurationVersion(connection, news),

    check: () =>
      connection.write(async (session) => {
        // An upgrade that another process has begun, to a form that this one does not go with.
        await schemaVersion(session, migrationsKnown);
        await session.orm.update(meta).set({ checkedAt: clock.now() });
      }),

    sealingKeyIds: () =>
      connection.read(async ({ orm }) => {
        const ofSettings = await orm.selectDistinct({ keyIds: revisions.keyIds }).from(revisions);
        const ofSources = await orm.selectDistinct({ keyId: sourceSecrets.keyId }).from(sourceSecrets);
        const ofInstallations = await orm.selectDistinct({ keyId: installations.keyId }).from(installations);
        const ofDkim = await orm.selectDistinct({ keyId: dkimKeys.keyId }).from(dkimKeys);
        const ofTokens = await orm.selectDistinct({ keyId: accessTokens.keyId }).from(accessTokens);
        const ids = [
          ...keyIdsOfColumns(ofSettings.map(({ keyIds }) => keyIds)),
          ...ofSources.map(({ keyId }) => keyId),
          ...ofInstallations.map(({ keyId }) => keyId),
          ...ofDkim.map(({ keyId }) => keyId),
          ...ofTokens.flatMap(({ keyId }) => (keyId === null ? [] : [keyId])),
        ];
        return [...new Set(ids)].toSorted();
      }),

    subscribe: (listener) => news.subscribe(listener),

    // pg_dump and archiving do it better: docs/operations.md.
    backup: null,

    close: async () => {
      await news.close();
      await connection.close();
    },
  };
}
