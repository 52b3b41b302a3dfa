import { z } from 'zod';
import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { languageSchema } from '../kernel/language.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import type { Level } from '../kernel/level.ts';
import { mailAddressSchema } from '../kernel/mail-address.ts';
import { parseInput } from '../kernel/parse.ts';
import type { ReferenceReader, Sealer } from '../kernel/sealer.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { activateDraft } from '../settings/activate-draft.ts';
import type { EffectiveSender } from '../settings/effective-settings.ts';
import { openConnectionSecrets } from '../settings/open-connection-secrets.ts';
import { recordTest } from '../settings/record-test.ts';
import type { SettingsDeps } from '../settings/settings-deps.ts';
import { connectionOf } from './connection-of.ts';
import type { MailSigning, SignedMail } from './mail-signing.ts';
import type { SettingsTest } from './settings-test.ts';
import type { SmtpConnection } from './smtp-connection.ts';
import type { SmtpFailure, Stage } from './smtp-failure.ts';
import type { DiagnosisStage, OutgoingMail, SmtpDiagnosis } from './smtp-transport.ts';
import { queueIdOf } from './queue-id-of.ts';
import type { TestLimit } from './test-limit.ts';
import { testMail, testMessageId, type TestMail } from './test-mail.ts';
import { findTestSubject, type TestSubject } from './test-subject.ts';
import type { TestWatch } from './test-watch.ts';
import { judge, type Verdict } from './verdict.ts';

export type { SettingsTest } from './settings-test.ts';

const testSchema = z.strictObject({
  level: levelSchema,
  /** What to test; absent: the draft when there is one, else what is active. */
  which: z.enum(['draft', 'active', 'newest']).default('newest'),
  /** Who gets a real mail at the end; absent: the test ends after MAIL FROM, and nothing is sent. */
  to: mailAddressSchema.optional(),
  /** False: a look that leaves no trace, activates nothing and remembers nothing. */
  noted: z.boolean().default(true),
  /** Of that mail; absent: the organization's. */
  language: languageSchema.optional(),
});

/** Input of {@link testSettings}. */
export type TestSettingsInput = z.input<typeof testSchema>;

/** Remembers until when a server's certificate is good, as deliveries do. */
export interface SeenCertificates {
  remember(seen: {
    readonly level: Level;
    /** Host and port. */
    readonly server: string;
    /** Epoch milliseconds, both. */
    readonly validUntil: number;
    readonly seenAt: number;
  }): Promise<void>;
}

/** What testing needs. */
export interface TestSettingsDeps extends SettingsDeps {
  readonly storage: SettingsDeps['storage'] & {
    readonly organizations: Pick<OrganizationStore, 'findById'>;
    readonly audit: Pick<AuditStore, 'append'>;
    readonly certificates: SeenCertificates;
  };
  readonly sealer: Sealer;
  readonly references: ReferenceReader;
  readonly diagnosis: SmtpDiagnosis;
  /** For doors that many people have; absent: no limit. */
  readonly testLimit?: TestLimit;
  readonly mailBuilder: { readonly build: (mail: TestMail) => Promise<Uint8Array> };
  /** Absent: nothing is signed. */
  readonly signMail?: MailSigning;
}

/**
 * Tests the settings of a level against the real server, stage by stage, and with `to` ends with a real mail. The result is
 * written down at the revision and in the audit log, unless `noted` is false; a draft that passes becomes active.
 * @throws AppError `not-allowed`; `input-invalid`; `refused` when the draft is asked for and there is none.
 */
export async function testSettings(
  deps: TestSettingsDeps,
  actor: Actor,
  input: TestSettingsInput & TestWatch,
): Promise<SettingsTest> {
  const { onStage, signal, arrivalUrl, ...given } = input;
  const asked = parseInput(testSchema, given, 'The test of the settings');
  authorize(actor, 'change', asked.level);
  const taken = await deps.testLimit?.take(actor, asked.level);
  if (taken?.ok === false) return { outcome: 'too-often', wait: taken.wait };
  const found = await findTestSubject(deps.storage.settings, asked.level, asked.which);
  if (!found.ok) return { outcome: 'unusable', which: found.which, reasons: found.reasons };
  const { subject } = found;
  const { which, sender, gaps } = subject;
  if (asked.to !== undefined && sender === null) return { outcome: 'unusable', which, reasons: gaps };
  const opened = await openConnectionSecrets(deps, subject.connection);
  if (!opened.ok) return { outcome: 'secret-closed', which, reason: opened.reason, text: opened.text };

  const connection = connectionOf(subject.connection, opened.secrets);
  const { owner } = subject.connection;
  const made =
    sender === null
      ? null
      : await makeMail(deps, { ...asked, sender, connection, owner, revision: subject.revision, arrivalUrl });
  if (made?.ok === false) return { outcome: 'secret-closed', which, reason: made.reason, text: made.text };
  const mail = made;
  const stages = await diagnose(deps.diagnosis, connection, {
    mail: mail?.outgoing ?? null,
    sender: sender?.fromAddress ?? null,
    onStage,
    signal,
  });
  const last = mail !== null ? 'reply' : sender !== null ? 'mail-from' : 'authentication';
  const verdict = verdictOn(stages, last, connection);
  // A test that the person called off says nothing about the settings.
  const isNoted = asked.noted && signal?.aborted !== true;
  if (isNoted) await record(deps, actor, { level: asked.level, subject, verdict });
  const activation =
    verdict === null && which === 'draft' && asked.noted ? await activate(deps, actor, subject) : NOT_ASKED;
  if (asked.noted && (which === 'active' || activation.activated))
    await rememberCertificate(deps, { subject, connection, stages });
  return {
    outcome: verdict === null ? 'passed' : 'failed',
    which,
    revision: subject.revision,
    server: { host: connection.host, port: connection.port },
    stages,
    verdict,
    ...activation,
    messageId: mail?.messageId ?? null,
    queueId: acceptedAs(stages),
  };
}

/**
 * Tests a level's draft without sending: to the sign-in, and MAIL FROM when there is a sender. For right after a change.
 * @throws like {@link testSettings}.
 */
export function proveDraft(
  deps: TestSettingsDeps,
  actor: Actor,
  { level, ...watch }: { readonly level: Level } & TestWatch,
): Promise<SettingsTest> {
  return testSettings(deps, actor, { level, which: 'draft', ...watch });
}

/** A connection that was only tested is warned of in time too; a draft's server is not in use yet. */
async function rememberCertificate(
  { storage, clock }: TestSettingsDeps,
  tested: {
    readonly subject: TestSubject;
    readonly connection: SmtpConnection;
    readonly stages: readonly DiagnosisStage[];
  },
): Promise<void> {
  const validUntil = tested.stages.find((stage) => stage.certificateUntil !== undefined)?.certificateUntil;
  if (validUntil === undefined) return;
  const { host, port } = tested.connection;
  const { level } = tested.subject.revision;
  const server = `${host}:${String(port)}`;
  await storage.certificates.remember({ level, server, validUntil, seenAt: clock.now() });
}

interface MailWishes {
  readonly level: Level;
  readonly to?: string | undefined;
  readonly language?: 'en' | 'fr' | undefined;
  readonly sender: EffectiveSender;
  readonly connection: SmtpConnection;
  readonly owner: Level;
  readonly revision: TestSubject['revision'];
  readonly arrivalUrl: TestWatch['arrivalUrl'];
}

async function makeMail(
  { storage, clock, newId, mailBuilder, signMail }: TestSettingsDeps,
  { level, to, language, sender, connection, owner, revision, arrivalUrl }: MailWishes,
): Promise<MadeMail | null> {
  if (to === undefined) return null;
  const organization =
    level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
  const messageId = testMessageId(newId(), sender);
  const mail = testMail({
    sender,
    to,
    language: language ?? organization?.language ?? 'en',
    organizationName: organization?.name ?? null,
    server: `${connection.host}:${connection.port}`,
    messageId,
    arrivalUrl: (await arrivalUrl?.({ messageId, revision })) ?? null,
    now: clock.now(),
  });
  const raw = await mailBuilder.build(mail);
  const from = sender.fromAddress;
  const signed = (await signMail?.(raw, { level, owner, from })) ?? { ok: true, raw };
  return signed.ok ? { ok: true, outgoing: { from, to, raw: signed.raw }, messageId } : signed;
}

type MadeMail =
  | { readonly ok: true; readonly outgoing: OutgoingMail; readonly messageId: string }
  | Extract<SignedMail, { ok: false }>;

interface DiagnosisWishes {
  readonly mail: OutgoingMail | null;
  readonly sender: string | null;
  readonly onStage: TestWatch['onStage'];
  readonly signal: AbortSignal | undefined;
}

async function diagnose(
  diagnosis: SmtpDiagnosis,
  connection: SmtpConnection,
  { mail, sender, onStage, signal = new AbortController().signal }: DiagnosisWishes,
): Promise<readonly DiagnosisStage[]> {
  const stages: DiagnosisStage[] = [];
  for await (const stage of diagnosis.run(connection, { mail, sender, signal })) {
    stages.push(stage);
    onStage?.(stage);
  }
  return stages;
}

/** Passed is only what has reached the last stage: a test that is green without having looked would be worse than none. */
function verdictOn(
  stages: readonly DiagnosisStage[],
  last: Stage,
  connection: SmtpConnection,
): Verdict | null {
  const failure = stages.find(({ outcome }) => outcome === 'failed')?.failure;
  if (failure) return judge(failure, connection);
  return stages.some(({ stage }) => stage === last) ? null : judge(UNFINISHED, connection);
}

function acceptedAs(stages: readonly DiagnosisStage[]): string | null {
  const reply = stages.find(({ stage, outcome }) => stage === 'reply' && outcome === 'passed');
  return reply === undefined ? null : queueIdOf(reply.found.join(' '));
}

const UNFINISHED: SmtpFailure = {
  stage: 'connect',
  kind: 'local',
  reply: null,
  text: 'The test ended before its last stage.',
};

/** At the revision, when it is the actor's to change; an inherited connection's result is only in the audit log then. */
async function record(
  deps: TestSettingsDeps,
  actor: Actor,
  {
    level,
    subject,
    verdict,
  }: { readonly level: Level; readonly subject: TestSubject; readonly verdict: Verdict | null },
): Promise<void> {
  const { revision } = subject;
  const outcome = verdict === null ? 'passed' : 'failed';
  const reason = verdict?.reason ?? null;
  if (mayDo(actor, 'change', revision.level)) {
    await recordTest(deps, actor, { ...revision, outcome, reason });
    return;
  }
  const changes = [{ field: 'outcome', before: null, after: outcome }];
  if (reason !== null) changes.push({ field: 'reason', before: null, after: reason });
  const entry = newAuditEntry({ actor, action: 'settings.tested', level, subject: null, changes }, deps);
  await deps.storage.audit.append(entry);
}

interface Activation {
  readonly activated: boolean;
  readonly notActivated: string | null;
}

const NOT_ASKED: Activation = { activated: false, notActivated: null };

/** Someone may have changed the draft, or the policy, while the test ran: the test itself passed all the same. */
async function activate(
  deps: TestSettingsDeps,
  actor: Actor,
  { revision }: TestSubject,
): Promise<Activation> {
  try {
    await activateDraft(deps, actor, revision);
    return { activated: true, notActivated: null };
  } catch (error) {
    if (!(error instanceof AppError) || !EXPECTED.includes(error.code)) throw error;
    return { activated: false, notActivated: error.message };
  }
}

const EXPECTED: readonly AppError['code'][] = ['conflict', 'refused', 'input-invalid'];
