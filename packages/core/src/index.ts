/**
 * The public API of Postern's core.
 *
 * Glossary
 * - **level**: the host, or one organization on it. **layer**: what one level has set itself. **effective settings**: what resolution yields.
 * - **origin**: where an effective value comes from: organization, host or default. **revision**: a numbered, immutable version of a layer.
 * - **source**: a webhook endpoint. **report**: what one request brings. **event**: the normalised form of one thing that a sender reported.
 * - **alert rule**: which events, to whom. **delivery**: one message to one recipient, with its own state.
 * - **quarantine**: reports that were accepted but could not be turned into mail, kept and replayable.
 */
export type { Storage } from './storage.ts';

// kernel
export { AppError, ERROR_CODES, toAppError, type ErrorCode, type InputIssue } from './kernel/errors.ts';
export { inputIssues, parseInput } from './kernel/parse.ts';
export { DAY, HOUR, MINUTE, SECOND, systemClock, type Clock } from './kernel/clock.ts';
export type { NewId } from './kernel/ids.ts';
export { HOST, levelKey, levelOfKey, organizationLevel, type Level } from './kernel/level.ts';
export { LANGUAGES, languageOfLocale, type Language, type Localized } from './kernel/language.ts';
export { nearestWord } from './kernel/nearest-word.ts';
export { silentLogger, type LogFields, type Logger } from './kernel/logger.ts';
export type { Page, PageRequest } from './kernel/page.ts';
export { Secret } from './kernel/secret.ts';
export type { ReferenceReader, Sealed, Sealer } from './kernel/sealer.ts';

// access and audit
export { actorLabel, mayDo, type Action, type Actor, type Roles } from './access/actor.ts';
export { authorize } from './access/authorize.ts';
export { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type AuditFilter } from './audit/audit-entry.ts';

// organizations
export type { NewOrganization, Organization } from './organizations/organization.ts';

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

// smtp
export type { SmtpConnection } from './smtp/smtp-connection.ts';
export type { SmtpFailure, Stage } from './smtp/smtp-failure.ts';
export type { DiagnosisStage, SendOutcome, SmtpDiagnosis, SmtpTransport } from './smtp/smtp-transport.ts';
export type { Verdict, VerdictKind, VerdictReason } from './smtp/verdict.ts';

// events and sources
export { SEVERITIES, type AutomationEvent, type Severity } from './events/automation-event.ts';
export { SOURCE_KINDS, type Source, type SourceKind } from './sources/source.ts';
export type { Verification, WebhookRequest } from './sources/source-kind.ts';

// alerts
export type { AlertRule, Matchers, RuleRecipient } from './alerts/alert-rule.ts';

// mail
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
export type { Backlog, DeliveryDetails, DeliveryFilter } from './delivery/outbox-store.ts';
export { MAINTENANCE_MODES, type MaintenanceMode } from './delivery/maintenance.ts';

// intake
export type { Acceptance, Report } from './intake/intake-store.ts';
export type { QuarantinedReport } from './intake/quarantine-store.ts';
