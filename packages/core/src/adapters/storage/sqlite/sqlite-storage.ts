import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Storage } from '../../../storage.ts';
import { keyIdsOfColumns } from '../records/revision-codec.ts';
import { backUp } from './back-up.ts';
import { schemaVersion, knownMigrations } from './migrate.ts';
import { prepareStatement } from './prepare-statement.ts';
import { accessTokens, dkimKeys, installations, meta, revisions, sourceSecrets } from './schema.ts';
import { sqliteAccessTokenStore } from './sqlite-access-token-store.ts';
import { sqliteAuditStore } from './sqlite-audit-store.ts';
import { sqliteCanaryStore } from './sqlite-canary-store.ts';
import { sqliteChannelStore } from './sqlite-channel-store.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { sqliteGrantStore } from './sqlite-grant-store.ts';
import { sqliteDkimStore } from './sqlite-dkim-store.ts';
import { sqliteInstallationStore } from './sqlite-installation-store.ts';
import { sqliteCertificateStore } from './sqlite-certificate-store.ts';
import { sqliteIncidentStore } from './sqlite-incident-store.ts';
import { sqliteIntakeStore, type SqliteIntakeStore } from './sqlite-intake-store.ts';
import { sqliteLinkStore } from './sqlite-link-store.ts';
import { sqliteMaintenanceStore } from './sqlite-maintenance-store.ts';
import { sqliteOnceStore } from './sqlite-once-store.ts';
import { sqliteOrganizationStore } from './sqlite-organization-store.ts';
import { sqliteOutboxStore } from './sqlite-outbox-store.ts';
import { sqliteQuarantineStore } from './sqlite-quarantine-store.ts';
import { sqliteRetentionStore } from './sqlite-retention-store.ts';
import { sqliteRuleStore } from './sqlite-rule-store.ts';
import { sqliteSettingsStore } from './sqlite-settings-store.ts';
import { sqliteListStore } from './sqlite-list-store.ts';
import { sqliteSilenceStore } from './sqlite-silence-store.ts';
import { sqliteSourceStore } from './sqlite-source-store.ts';

/** All ports, over SQLite. */
export interface SqliteStorage extends Storage {
  readonly intake: SqliteIntakeStore;
}

/** All ports over one open database whose tables are up to date. Closing the storage closes the database. */
export function sqliteStorage(
  connection: SqliteConnection,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): SqliteStorage {
  const { client, orm } = connection;
  const migrationsKnown = knownMigrations().length;
  // Asked for every request.
  const configurationVersion = prepareStatement(
    client,
    orm.select({ version: meta.configurationVersion }).from(meta),
    ['version'],
  );

  return {
    organizations: sqliteOrganizationStore(connection),
    settings: sqliteSettingsStore(connection),
    sources: sqliteSourceStore(connection),
    rules: sqliteRuleStore(connection),
    silences: sqliteSilenceStore(connection),
    lists: sqliteListStore(connection),
    canaries: sqliteCanaryStore(connection),
    intake: sqliteIntakeStore(connection),
    events: sqliteEventStore(connection),
    quarantine: sqliteQuarantineStore(connection),
    retention: sqliteRetentionStore(connection),
    outbox: sqliteOutboxStore(connection, logger),
    maintenance: sqliteMaintenanceStore(connection),
    audit: sqliteAuditStore(connection),
    grants: sqliteGrantStore(connection),
    channels: sqliteChannelStore(connection),
    incidents: sqliteIncidentStore(connection),
    certificates: sqliteCertificateStore(connection),
    links: sqliteLinkStore(connection),
    once: sqliteOnceStore(connection),
    installations: sqliteInstallationStore(connection),
    accessTokens: sqliteAccessTokenStore(connection),
    dkim: sqliteDkimStore(connection),

    configurationVersion: () => connection.ask(() => configurationVersion.get({})?.version ?? 0),

    check: () =>
      connection.write(() => {
        // An upgrade that another process has begun, to a form that this one does not go with.
        schemaVersion(client, migrationsKnown);
        orm.update(meta).set({ checkedAt: clock.now() }).run();
      }),

    sealingKeyIds: () =>
      connection.read(() => {
        const ofSettings = orm.selectDistinct({ keyIds: revisions.keyIds }).from(revisions).all();
        const ofSources = orm.selectDistinct({ keyId: sourceSecrets.keyId }).from(sourceSecrets).all();
        const ofInstallations = orm.selectDistinct({ keyId: installations.keyId }).from(installations).all();
        const ofTokens = orm.selectDistinct({ keyId: accessTokens.keyId }).from(accessTokens).all();
        const ofDkim = orm.selectDistinct({ keyId: dkimKeys.keyId }).from(dkimKeys).all();
        const ids = [
          ...keyIdsOfColumns(ofSettings.map(({ keyIds }) => keyIds)),
          ...ofSources.map(({ keyId }) => keyId),
          ...ofInstallations.map(({ keyId }) => keyId),
          ...ofTokens.flatMap(({ keyId }) => (keyId === null ? [] : [keyId])),
          ...ofDkim.map(({ keyId }) => keyId),
        ];
        return [...new Set(ids)].toSorted();
      }),

    subscribe: null,
    backup: (path) => backUp(connection, path),

    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}
