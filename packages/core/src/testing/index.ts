/** Fakes and builders for tests, here and in the apps. */
export { buildAuditEntry } from './build-audit-entry.ts';
export { buildDelivery } from './build-delivery.ts';
export { buildEvent } from './build-event.ts';
export { buildIncident } from './build-incident.ts';
export { buildOrganization } from './build-organization.ts';
export { buildPlannedDelivery, buildPlannedEvent, buildReport } from './build-report.ts';
export { buildRevision } from './build-revision.ts';
export { buildRecipient, buildRule } from './build-rule.ts';
export { buildSource, buildSourceSecret } from './build-source.ts';
export { makeServiceAccountKey } from './make-service-account-key.ts';
export { FAKE_START, FakeClock } from './fake-clock.ts';
export { FakeTimers } from './fake-timers.ts';
export { sequentialIds } from './sequential-ids.ts';
export { createFakeReferences } from './fake-references.ts';
export { createFakeSealer } from './fake-sealer.ts';
export { eventually } from './eventually.ts';
export { ACCEPTED, FakeTransport, type FakeSend } from './fake-transport.ts';
export { startSmtpSink, type ReceivedMail, type SinkOptions, type SmtpSink } from './smtp-sink.ts';
