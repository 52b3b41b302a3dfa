import type { Storage } from '../../../storage.ts';
import { keyIdsOfLayer } from '../records/key-ids-of-layer.ts';
import { memoryAccessTokenStore } from './memory-access-token-store.ts';
import { memoryAuditStore } from './memory-audit-store.ts';
import { memoryCanaryStore } from './memory-canary-store.ts';
import { memoryChannelStore } from './memory-channel-store.ts';
import { memoryDkimStore } from './memory-dkim-store.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryGrantStore } from './memory-grant-store.ts';
import { memoryInstallationStore } from './memory-installation-store.ts';
import { memoryCertificateStore } from './memory-certificate-store.ts';
import { memoryIncidentStore } from './memory-incident-store.ts';
import { memoryIntakeStore } from './memory-intake-store.ts';
import { memoryLinkStore } from './memory-link-store.ts';
import { memoryListStore } from './memory-list-store.ts';
import { memoryMaintenanceStore } from './memory-maintenance-store.ts';
import { memoryOnceStore } from './memory-once-store.ts';
import { memoryOrganizationStore } from './memory-organization-store.ts';
import { memoryOutboxStore } from './memory-outbox-store.ts';
import { memoryQuarantineStore } from './memory-quarantine-store.ts';
import { memoryRetentionStore } from './memory-retention-store.ts';
import { memoryRuleStore } from './memory-rule-store.ts';
import { memorySettingsStore } from './memory-settings-store.ts';
import { memorySilenceStore } from './memory-silence-store.ts';
import { memorySourceStore } from './memory-source-store.ts';
import { emptyState } from './memory-state.ts';

/**
 * Storage that forgets everything at the end of the process: the reference that says in plain code what every backend
 * must do, and the backend of tests. Costs grow with what is kept.
 */
export function createMemoryStorage(): Storage {
  const state = emptyState();
  return {
    organizations: memoryOrganizationStore(state),
    settings: memorySettingsStore(state),
    sources: memorySourceStore(state),
    rules: memoryRuleStore(state),
    silences: memorySilenceStore(state),
    lists: memoryListStore(state),
    canaries: memoryCanaryStore(state),
    intake: memoryIntakeStore(state),
    events: memoryEventStore(state),
    quarantine: memoryQuarantineStore(state),
    retention: memoryRetentionStore(state),
    outbox: memoryOutboxStore(state),
    maintenance: memoryMaintenanceStore(state),
    audit: memoryAuditStore(state),
    grants: memoryGrantStore(state),
    channels: memoryChannelStore(state),
    incidents: memoryIncidentStore(state),
    certificates: memoryCertificateStore(state),
    links: memoryLinkStore(state),
    once: memoryOnceStore(state),
    installations: memoryInstallationStore(state),
    accessTokens: memoryAccessTokenStore(state),
    dkim: memoryDkimStore(state),

    async configurationVersion() {
      return state.configurationVersion;
    },

    async check() {},

    async sealingKeyIds() {
      const ofSources = [...state.sources.values()].flatMap(({ secrets }) =>
        secrets.map(({ sealed }) => sealed.keyId),
      );
      const ofSettings = [...state.revisions.values()].flatMap(({ layer }) => keyIdsOfLayer(layer));
      const ofInstallations = [...state.installations.values()].map(({ sealed }) => sealed.keyId);
      const ofTokens = [...state.accessTokens.values()].flatMap(({ kept }) =>
        kept === null ? [] : [kept.sealed.keyId],
      );
      const ofDkim = [...state.dkimKeys.values()].map(({ sealed }) => sealed.keyId);
      return [
        ...new Set([...ofSources, ...ofSettings, ...ofInstallations, ...ofTokens, ...ofDkim]),
      ].toSorted();
    },

    subscribe: null,
    backup: null,
    async close() {},
  };
}
