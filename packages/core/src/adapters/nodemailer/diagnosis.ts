import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import type { OutgoingMail, SmtpDiagnosis } from '../../smtp/smtp-transport.ts';
import { createAccessTokens } from './access-tokens.ts';
import { failureOf } from './failure-of.ts';
import { lookUpMailServers as systemMailServers, type LookUpMailServers } from './look-up-mail-servers.ts';
import { openSession, type Opening } from './open-session.ts';
import { openingOf, type SmtpParts } from './pooled-transport.ts';
import { readCertificate } from './read-certificate.ts';
import type { SmtpSession } from './smtp-session.ts';
import { StageJournal } from './stage-journal.ts';
import { StageWatcher } from './stage-watcher.ts';

/** What to do once the session is signed in. */
interface Purpose {
  readonly mail: OutgoingMail | null;
  readonly sender: string | null;
  readonly signal: AbortSignal;
}

/** What the diagnosis is made of. */
interface DiagnosisParts extends SmtpParts {
  /** DNS as the system asks it, unless given. */
  readonly lookUpMailServers?: LookUpMailServers;
}

/**
 * Looks at a server stage by stage, over a session of its own, by the same code that sends: what passes here passes there.
 * Access tokens are asked for anew.
 */
export function createSmtpDiagnosis({
  lookUpMailServers = systemMailServers,
  ...parts
}: DiagnosisParts): SmtpDiagnosis {
  const shared = openingOf(parts);
  return {
    async *run(connection, { mail, sender = null, signal }) {
      const leave = new AbortController();
      const journal = new StageJournal(shared.clock);
      const opening = {
        ...shared,
        lookUpMailServers,
        tokens: createAccessTokens({
          clock: shared.clock,
          timers: shared.timers,
          timeout: shared.timing.token,
          keeping: parts.tokens,
          anew: true,
        }),
      };
      const purpose = { mail, sender, signal: AbortSignal.any([signal, leave.signal]) };
      const examined = examine(connection, opening, { purpose, journal })
        .catch((error: unknown) => journal.fail(failureOf(error, 'connect', { secrets: [] })))
        .finally(() => journal.end());
      try {
        yield* journal;
      } finally {
        leave.abort();
        await examined;
      }
    },
  };
}

type DiagnosisOpening = Opening & { readonly lookUpMailServers: LookUpMailServers };

async function examine(
  connection: SmtpConnection,
  opening: DiagnosisOpening,
  { purpose, journal }: { readonly purpose: Purpose; readonly journal: StageJournal },
): Promise<void> {
  const watcher = new StageWatcher(connection, journal, opening.clock);
  const opened = await openSession(connection, opening, { signal: purpose.signal, watcher });
  if (!opened.ok) {
    await explainFailure(opened.failure, { connection, opening, purpose, journal, watcher });
    return;
  }
  watcher.signedIn();
  const session = opened.value;
  try {
    const failure = await finish(session, purpose, journal);
    if (failure !== null) journal.fail(failure);
  } finally {
    session.quit();
  }
}

async function finish(
  session: SmtpSession,
  purpose: Purpose,
  journal: StageJournal,
): Promise<SmtpFailure | null> {
  const { mail, sender, signal } = purpose;
  if (mail !== null) {
    const { outcome } = await session.send(mail, signal);
    return outcome.kind === 'accepted' ? null : outcome.failure;
  }
  if (sender === null) return null;
  const probed = await session.probe(sender, signal);
  if (!probed.ok) return probed.failure;
  journal.pass('mail-from', [sender]);
  return null;
}

async function explainFailure(
  failure: SmtpFailure,
  { connection, opening, purpose, journal, watcher }: Explaining,
): Promise<void> {
  if (failure.stage === 'dns' || failure.stage === 'connect') {
    journal.fail(await withMailServers(failure, connection, opening.lookUpMailServers), [
      ...watcher.attempts,
      ...watcher.leftBehind(),
    ]);
    return;
  }
  if (failure.stage !== 'certificate') {
    journal.fail(failure, failure.stage === 'authentication' ? watcher.signInTried : []);
    return;
  }
  if (!journal.has('starttls')) journal.pass('starttls', []);
  journal.fail(failure, await readCertificate(connection, opening, purpose.signal));
}

/** People name their domain where its server belongs, so a name without a server is looked at once more. */
async function withMailServers(
  failure: SmtpFailure,
  { host }: SmtpConnection,
  lookUpMailServers: LookUpMailServers,
): Promise<SmtpFailure> {
  if (failure.kind === 'local' || failure.kind === 'address-not-allowed') return failure;
  const mailServers = await lookUpMailServers(host);
  if (mailServers.length === 0 || mailServers.includes(host.toLowerCase())) return failure;
  return { ...failure, mailServers };
}

interface Explaining {
  readonly connection: SmtpConnection;
  readonly opening: DiagnosisOpening;
  readonly purpose: Purpose;
  readonly journal: StageJournal;
  readonly watcher: StageWatcher;
}
