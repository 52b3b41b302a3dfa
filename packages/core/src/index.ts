/**
 * The public API of Postern's core.
 *
 * Glossary
 * - **level**: the host, or one organization on it. **layer**: what one level has set itself. **effective settings**: what resolution yields.
 * - **origin**: where an effective value comes from: organization, host or default. **revision**: a numbered, immutable version of a layer.
 * - **source**: a webhook endpoint. **report**: what one request brings. **event**: the normalised form of one thing that a sender reported.
 * - **alert rule**: which events, to whom. **delivery**: one message to one recipient, with its own state.
 * - **silence**: a timed mute of matching events, by a person.
 * - **quarantine**: reports that were accepted but could not be turned into mail, kept and replayable.
 */
export type { Storage } from './storage.ts';

// kernel
export { AppError, ERROR_CODES, toAppError, type ErrorCode, type InputIssue } from './kernel/errors.ts';
export { inputIssues, parseInput } from './kernel/parse.ts';
export { Places } from './kernel/places.ts';
export { DAY, HOUR, MINUTE, SECOND, systemClock, type Clock } from './kernel/clock.ts';
export type { NewId } from './kernel/ids.ts';
export { HOST, levelKey, levelOfKey, organizationLevel, type Level } from './kernel/level.ts';
export { isMailAddress } from './kernel/mail-address.ts';
export { LANGUAGES, languageOfLocale, type Language, type Localized } from './kernel/language.ts';
export { nearestWord } from './kernel/nearest-word.ts';
export { silentLogger, type LogFields, type Logger } from './kernel/logger.ts';
export type { Page, PageRequest } from './kernel/page.ts';
export { parseLength } from './kernel/parse-length.ts';
export { publicUrlSchema } from './kernel/public-url.ts';
export { Secret } from './kernel/secret.ts';
export { terminalSafeJson } from './kernel/terminal-safe-json.ts';
export { systemTimers, type Timers } from './kernel/timers.ts';
export type { ReferenceReader, Sealed, Sealer } from './kernel/sealer.ts';

// access and audit
export { actorLabel, mayDo, type Action, type Actor, type Roles } from './access/actor.ts';
export { authorize } from './access/authorize.ts';
export { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type AuditFilter } from './audit/audit-entry.ts';

export { listAudit, type ListAuditInput } from './audit/list-audit.ts';
export { recordBackup } from './audit/record-backup.ts';

// refusals
export { issueText, refusalText } from './refusals/refusal-text.ts';

// organizations
export {
  DEFAULT_ORGANIZATION_LIMIT,
  type NewOrganization,
  type Organization,
} from './organizations/organization.ts';
export { addOrganization } from './organizations/add-organization.ts';
export { findOrganization } from './organizations/find-organization.ts';
export { listOrganizations } from './organizations/list-organizations.ts';
export { updateOrganization, type OrganizationChange } from './organizations/update-organization.ts';

// installations
export type { Installation } from './installations/installation.ts';
export { openInstallation, type OpenedInstallation } from './installations/open-installation.ts';
export { removeInstallation } from './installations/remove-installation.ts';
export { renewInstallation } from './installations/renew-installation.ts';
export { saveInstallation } from './installations/save-installation.ts';
// administrators
export type { Grant, GrantHolder } from './administrators/grant.ts';
export { claimAccess } from './administrators/claim-access.ts';
export { grantAccess } from './administrators/grant-access.ts';
export { holderLabel } from './administrators/grant-changes.ts';
export { listAdministrators } from './administrators/list-administrators.ts';
export { namedPeopleSchema, type NamedPerson } from './administrators/named-person.ts';
export { offerClaimCode, type ClaimOffer } from './administrators/offer-claim-code.ts';
export { remainingRoles } from './administrators/remaining-roles.ts';
export { revokeAccess } from './administrators/revoke-access.ts';
export { isConfigured, rolesFrom } from './administrators/roles-from.ts';
// channels
export { isSamePlace, type ChannelBinding } from './channels/channel-binding.ts';
export { bindChannel, type BoundChannel } from './channels/bind-channel.ts';
export { findLevelOfChannel } from './channels/find-level-of-channel.ts';
export { listChannels } from './channels/list-channels.ts';
export { unbindChannel } from './channels/unbind-channel.ts';

// settings
export type {
  EffectiveConnection,
  EffectiveField,
  EffectiveSender,
  EffectiveSettings,
  UnusableReason,
} from './settings/effective-settings.ts';
export type {
  FieldKey,
  HostPolicy,
  Layer,
  Origin,
  PlainKey,
  Revision,
  SecretKey,
  TestResult,
} from './settings/mail-settings.ts';
export { activateDraft, type ActivateDraftInput } from './settings/activate-draft.ts';
export { changePolicy, type ChangePolicyInput, type PolicyChange } from './settings/change-policy.ts';
export { changeSettings, type ChangeSettingsInput, type SettingsChange } from './settings/change-settings.ts';
export { SECRET_FAULTS, type SecretFault, type SecretForm } from './settings/fields/read-secret.ts';
export { FIELDS, fieldOf, findField, isSecretKey, nearestField, secretFormOf } from './settings/fields.ts';
export { resetSettings, type Reset, type ResetSettingsInput } from './settings/reset-settings.ts';
export { rollbackSettings, type Rollback, type RollbackSettingsInput } from './settings/rollback-settings.ts';
export { settingsHistory, type SettingsHistoryInput } from './settings/settings-history.ts';
export type { SettingsWarning } from './settings/settings-warnings.ts';
export type { ShownRevision } from './settings/shown-revision.ts';
export { shownWord } from './settings/shown-word.ts';
export { UNUSABLE_TEXTS } from './settings/unusable-texts.ts';
export { viewSettings, type SettingsView, type ShownSettings } from './settings/view-settings.ts';

export { readImport, type ImportedSettings } from './settings/import/read-import.ts';

// keys
export { rotateKeys } from './keys/rotate-keys.ts';

// smtp
export { SMTP_PRESETS, type SmtpPreset } from './smtp/presets.ts';
export type { MailSigning } from './smtp/mail-signing.ts';
export type { SmtpConnection } from './smtp/smtp-connection.ts';
export type { SmtpFailure, Stage } from './smtp/smtp-failure.ts';
export type { DiagnosisStage, SendOutcome, SmtpDiagnosis, SmtpTransport } from './smtp/smtp-transport.ts';
export { createTestLimit, type TestLimit } from './smtp/test-limit.ts';
export { proveDraft, testSettings, type SettingsTest, type TestSettingsInput } from './smtp/test-settings.ts';
export type { TestWatch } from './smtp/test-watch.ts';
export type { Verdict, VerdictKind, VerdictReason } from './smtp/verdict.ts';

// domains
export { dnsServersSchema } from './domains/dns-servers-schema.ts';
export { checkDomain, type DomainCheck } from './domains/check-domain.ts';
export type { DnsRecords } from './domains/dns-records.ts';
export type { DomainFinding } from './domains/domain-finding.ts';

// dkim
export { addDkimKey } from './dkim/add-dkim-key.ts';
export { checkDkimKey, type DkimCheck } from './dkim/check-dkim-key.ts';
export { createDkimSigning } from './dkim/dkim-signing.ts';
export { listDkimKeys } from './dkim/list-dkim-keys.ts';
export { removeDkimKey } from './dkim/remove-dkim-key.ts';
export { showDkimKey } from './dkim/show-dkim-key.ts';
export type { ShownDkimKey } from './dkim/shown-dkim-key.ts';
export { disableDkim, enableDkim } from './dkim/switch-dkim.ts';

// links
export { confirmArrival } from './links/confirm-arrival.ts';
export { arrivalTime } from './links/arrival-time.ts';
export { createArrivalLink } from './links/create-arrival-link.ts';
export { createSecretLink, SECRET_LINK_LIFETIME } from './links/create-secret-link.ts';
export type { LinkDeps } from './links/link-deps.ts';
export { linkPath } from './links/link-path.ts';
export { openLink } from './links/open-link.ts';
export type { ShownLink } from './links/shown-link.ts';
export { submitSecret, type SecretSubmission } from './links/submit-secret.ts';
export { takeUsedLinks, type UsedLink } from './links/take-used-links.ts';
export { updateLinkReply } from './links/update-link-reply.ts';

// events and sources
export { SEVERITIES, type AutomationEvent, type Severity } from './events/automation-event.ts';
export type { StoredEvent } from './events/event-store.ts';
export { listEvents } from './events/list-events.ts';
export { DEFAULT_SOURCE_LIMIT, SOURCE_KINDS, type Source, type SourceKind } from './sources/source.ts';
export { addSource, type AddedSource, type NewSource } from './sources/add-source.ts';
export { addSourceSecret, type AddedSourceSecret } from './sources/add-source-secret.ts';
export { findSource } from './sources/find-source.ts';
export { listSources } from './sources/list-sources.ts';
export { removeSourceSecret } from './sources/remove-source-secret.ts';
export { lastHeardAt } from './sources/last-heard-at.ts';
export { setSourceExpectation } from './sources/set-source-expectation.ts';
export { setSourceLimit } from './sources/set-source-limit.ts';
export { setSourceState } from './sources/set-source-state.ts';
export { sourceKind } from './sources/kinds/registry.ts';
export { webhookPath } from './sources/webhook-path.ts';
export type { Verification, WebhookRequest } from './sources/source-kind.ts';

// alerts
export type { AlertRule, Matchers, RuleRecipient } from './alerts/alert-rule.ts';
export { paceFromWords, type PacePart, type PaceProblem, type PaceWords } from './alerts/pace-from-words.ts';
export type { RulePace } from './alerts/rule-pace.ts';
export { writePace } from './alerts/write-pace.ts';
export { addRule, type NewRule, type SavedRule } from './alerts/add-rule.ts';
export { addRecipient, removeRecipient } from './alerts/change-recipient.ts';
export { findRule } from './alerts/find-rule.ts';
export { addSilence, type AddedSilence, type NewSilence } from './alerts/add-silence.ts';
export { endSilence } from './alerts/end-silence.ts';
export { addRecipientList, type NewRecipientList } from './lists/add-recipient-list.ts';
export { addListMembers, removeListMembers, type ChangedList } from './lists/change-members.ts';
export { findRecipientList } from './lists/find-recipient-list.ts';
export { listNameOf, listReference } from './lists/list-reference.ts';
export { listRecipientLists } from './lists/list-recipient-lists.ts';
export type { ListMember, RecipientList } from './lists/recipient-list.ts';
export { removeRecipientList } from './lists/remove-recipient-list.ts';
export { listSilences, type ListedSilence } from './alerts/list-silences.ts';
export { unknownTypes } from './alerts/unknown-types.ts';
export { listIdleRules } from './alerts/list-idle-rules.ts';
export { listUnwantedEvents } from './alerts/list-unwanted-events.ts';
export { listRules } from './alerts/list-rules.ts';
export { MISMATCH_TEXTS } from './alerts/mismatch.ts';
export { removeRule } from './alerts/remove-rule.ts';
export { pauseRule, resumeRule, type SwitchedRule } from './alerts/switch-rule.ts';
export { ruleMark } from './alerts/rule-mark.ts';
export { updateRule, type RuleChange } from './alerts/update-rule.ts';

// mail
export { formatDuration } from './mail/format-time.ts';
export type { MailContent } from './mail/mail-content.ts';
export type { MailLayout } from './mail/mail-layout.ts';
export type { MailBuilder, MailToBuild } from './mail/mail-headers.ts';

// delivery
export {
  DELIVERY_STATES,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryReason,
  type DeliveryState,
} from './delivery/delivery.ts';
export type { Backlog, DeliveryDetails, DeliveryFilter, GatheringMails } from './delivery/outbox-store.ts';
export { viewGathering } from './delivery/view-gathering.ts';
export type { MailTiming } from './delivery/mail-timing.ts';
export { MAINTENANCE_MODES, type MaintenanceMode } from './delivery/maintenance.ts';
export { createConnectionHealth } from './delivery/connection-health.ts';
export { createDeliverOne } from './delivery/deliver-one.ts';
export { createDispatcher, type Dispatcher, type DispatcherPhase } from './delivery/dispatcher.ts';
export { DELIVERY_REASON_TEXTS } from './delivery/reason-texts.ts';
export { listRecipients, type Recipient } from './delivery/list-recipients.ts';
export { listDeliveries } from './delivery/list-deliveries.ts';
export { listMembers } from './delivery/list-members.ts';
export { previewDelivery } from './delivery/preview-delivery.ts';
export { replayDelivery, type ReplayedDelivery } from './delivery/replay-delivery.ts';
export { setMaintenance } from './delivery/set-maintenance.ts';
export { viewMailStates, type MailState, type MailStates } from './incidents/view-mail-states.ts';
export { showDelivery } from './delivery/show-delivery.ts';
export { showMaintenance } from './delivery/show-maintenance.ts';
export { createLanes } from './delivery/lanes.ts';
export { createRoutes } from './delivery/routes.ts';

// canaries
export { CANARY_OUTCOMES, type Canary, type CanaryOutcome } from './canaries/canary.ts';
export { createCanaryRunner, type CanaryRunner } from './canaries/canary-runner.ts';
export type { CanaryStanding } from './canaries/canary-standing.ts';
export { listCanaries, type ListedCanary } from './canaries/list-canaries.ts';
export { removeCanary } from './canaries/remove-canary.ts';
export { scheduleWords } from './canaries/schedule-words.ts';
export { sendCanary } from './canaries/send-canary.ts';
export { setCanary } from './canaries/set-canary.ts';
export { showCanary, type ShownCanary } from './canaries/show-canary.ts';

// incidents
export {
  INCIDENT_KINDS,
  type CanaryFailure,
  type Incident,
  type IncidentKind,
  type Resolution,
  type Told,
} from './incidents/incident.ts';
export { ENDING_KINDS, type Ending, type EndingKind } from './incidents/ending.ts';
export { listEndings } from './incidents/list-endings.ts';
export { createIncidentWatch, type IncidentWatch } from './incidents/incident-watch.ts';
export {
  CONNECTION_STATE_TEXTS,
  CONNECTION_STATES,
  type ConnectionState,
  type ConnectionStateKind,
} from './incidents/connection-state.ts';
export { countConnections } from './incidents/count-connections.ts';
export { unreachedSince } from './incidents/unreached-since.ts';
export { showConnection } from './incidents/show-connection.ts';
export { listIncidents } from './incidents/list-incidents.ts';

// intake
export type { Acceptance, IntakeStore, Report } from './intake/intake-store.ts';
export { createConfigurationCache, type ConfigurationCache } from './intake/configuration-cache.ts';
export { createIntakeQueue, type IntakeQueue } from './intake/intake-queue.ts';
export { createTurnstile } from './intake/turnstile.ts';
export { createIntakeLimiter, type IntakeLimiter } from './intake/intake-limiter.ts';
export { receiveWebhook, type WebhookReceipt } from './intake/receive-webhook.ts';
export {
  explainPayload,
  explainStoredEvent,
  type ExplainedEvent,
  type ExplainedStoredEvent,
} from './intake/explain-event.ts';
export { previewRule, previewRuleChange, type RulePreview } from './intake/preview-rule.ts';
export { createHousekeeping, type Housekeeping } from './intake/housekeeping.ts';
export { dismissQuarantined } from './intake/dismiss-quarantined.ts';
export { listQuarantine } from './intake/list-quarantine.ts';
export { replayQuarantined, type QuarantineReplay } from './intake/replay-quarantined.ts';
export { showQuarantined } from './intake/show-quarantined.ts';
export type { QuarantinedReport } from './intake/quarantine-store.ts';
