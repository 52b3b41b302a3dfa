import type { GrantStore } from './administrators/grant-store.ts';
import type { RuleStore } from './alerts/rule-store.ts';
import type { SilenceStore } from './alerts/silence-store.ts';
import type { AuditStore } from './audit/audit-store.ts';
import type { CanaryStore } from './canaries/canary-store.ts';
import type { ChannelStore } from './channels/channel-store.ts';
import type { OutboxStore } from './delivery/outbox-store.ts';
import type { DkimStore } from './dkim/dkim-store.ts';
import type { EventStore } from './events/event-store.ts';
import type { InstallationStore } from './installations/installation-store.ts';
import type { IncidentStore } from './incidents/incident-store.ts';
import type { CertificateStore } from './incidents/server-certificate.ts';
import type { IntakeStore } from './intake/intake-store.ts';
import type { QuarantineStore } from './intake/quarantine-store.ts';
import type { RetentionStore } from './intake/retention-store.ts';
import type { OnceStore } from './kernel/once-store.ts';
import type { StorageChange } from './kernel/storage-change.ts';
import type { LinkStore } from './links/link-store.ts';
import type { ListStore } from './lists/list-store.ts';
import type { OrganizationStore } from './organizations/organization-store.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { AccessTokenStore } from './smtp/access-token-store.ts';
import type { SourceStore } from './sources/source-store.ts';
import type { MaintenanceStore } from './delivery/maintenance.ts';

/** Everything that is kept, behind ports of whole atomic operations. One backend implements all of them over one database. */
export interface Storage {
  readonly settings: SettingsStore;
  readonly organizations: OrganizationStore;
  readonly sources: SourceStore;
  readonly rules: RuleStore;
  readonly silences: SilenceStore;
  readonly lists: ListStore;
  readonly canaries: CanaryStore;
  readonly intake: IntakeStore;
  readonly events: EventStore;
  readonly quarantine: QuarantineStore;
  readonly retention: RetentionStore;
  readonly outbox: OutboxStore;
  readonly maintenance: MaintenanceStore;
  readonly audit: AuditStore;
  readonly grants: GrantStore;
  readonly channels: ChannelStore;
  readonly incidents: IncidentStore;
  readonly certificates: CertificateStore;
  readonly links: LinkStore;
  readonly once: OnceStore;
  readonly installations: InstallationStore;
  readonly accessTokens: AccessTokenStore;
  readonly dkim: DkimStore;
  /**
   * Grows with every change of organizations, settings, policy, sources, rules, silences, lists, rights, DKIM keys or maintenance, by whichever process: a
   * cache is right as long as the number is the one it was filled at. Marks of use do not count. A change by another
   * process counts within a second. Cheap enough to ask for every request.
   */
  configurationVersion(): Promise<number>;
  /**
   * Calls the listener soon after another process has told of a change, and whenever something may have been missed; gives
   * how to stop that. Only a hint: whoever waits looks by itself, too. Null for backends in which nobody is told.
   */
  readonly subscribe: ((listener: (change: StorageChange) => void) => () => void) | null;
  /** Writes and reads; @throws AppError `storage-unavailable`. */
  check(): Promise<void>;
  /** Ids of keys that something is sealed with, but for links, which do not live long: for start-up checks and `keys rotate`. */
  sealingKeyIds(): Promise<readonly string[]>;
  /**
   * Writes a consistent copy to a new file of mode 0600 while everything runs. Null for backends that are backed up with
   * tools of their own.
   * @throws AppError `refused` when there is a file already; `storage-unavailable`.
   */
  readonly backup: ((path: string) => Promise<void>) | null;
  close(): Promise<void>;
}
