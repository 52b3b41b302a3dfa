import type { Told } from '../../../../alerts/plan-recovery.ts';
import type { Acceptance, IntakeStore, QueuedDelivery, Report } from '../../../../intake/intake-store.ts';
import type { SqliteIntakeStore } from '../sqlite-intake-store.ts';

/** Somebody who was told of a trouble that an event ends: what do they get? */
interface Question {
  readonly report: number;
  readonly event: number;
  readonly told: Told;
}

/** What each who was asked about gets, by {@link keyOf}. */
type Answers = ReadonlyMap<string, QueuedDelivery | null>;

/** What came of a batch: it is stored; or nothing is, until these are answered. */
type Outcome =
  | { readonly kind: 'stored'; readonly acceptances: readonly Acceptance[] }
  | { readonly kind: 'asks'; readonly questions: readonly Question[] };

/** {@link IntakeStore.accept} as data: a batch whose reports have no functions, and answers in their place. */
export interface AcceptAsData {
  accept(
    batch: { readonly reports: PackedReports; readonly answers: Answers },
    foldingWindow: number,
  ): Promise<Outcome>;
}

/** As JSON, which goes to another thread at half of what a copy costs; as they are, where one has a body of bytes. */
type PackedReports = string | readonly Report[];

/**
 * Takes batches here and has them stored over there. What becomes of those who were told of a trouble is planned here, by
 * rules that only this side knows, and who they are is known over there, within the commit alone. So a batch that ends a
 * trouble goes without answers at first, comes back with the questions and goes again with the answers; nothing was stored
 * in between, and what has been stored by others meanwhile is asked about anew.
 */
export function acceptAbroad(there: AcceptAsData): IntakeStore['accept'] {
  return async (reports, foldingWindow) => {
    const answers = new Map<string, QueuedDelivery | null>();
    const data = reports.map(withoutFunctions);
    const packed = data.every(({ content }) => content.kind === 'events') ? JSON.stringify(data) : data;
    for (;;) {
      const outcome = await there.accept({ reports: packed, answers }, foldingWindow);
      if (outcome.kind === 'stored') return outcome.acceptances;
      for (const question of outcome.questions) {
        const { report, event, told } = question;
        const content = reports[report]?.content;
        const planned = content?.kind === 'events' ? content.events[event] : undefined;
        answers.set(keyOf(question), planned?.planRecovery?.(told) ?? null);
      }
    }
  };
}

/** The other side of {@link acceptAbroad}. */
export function acceptFromAbroad(intake: SqliteIntakeStore): AcceptAsData {
  return {
    async accept({ reports, answers }, foldingWindow) {
      const questions: Question[] = [];
      const unpacked = typeof reports === 'string' ? (JSON.parse(reports) as readonly Report[]) : reports;
      const asking = unpacked.map((report, place) => withQuestions(report, { place, answers, questions }));
      const undo = (): void => {
        if (questions.length > 0) throw new Error('Who was told of a trouble has to be asked about.');
      };
      try {
        return { kind: 'stored', acceptances: await intake.accept(asking, foldingWindow, undo) };
      } catch (error) {
        if (questions.length === 0) throw error;
        return { kind: 'asks', questions };
      }
    },
  };
}

function withoutFunctions(report: Report): Report {
  const { content } = report;
  if (content.kind !== 'events' || content.events.every(({ planRecovery }) => planRecovery === null))
    return report;
  return {
    ...report,
    content: { ...content, events: content.events.map((event) => ({ ...event, planRecovery: null })) },
  };
}

/** An event that ends no trouble is never asked what becomes of those who were told. */
function withQuestions(
  report: Report,
  asked: { readonly place: number; readonly answers: Answers; readonly questions: Question[] },
): Report {
  const { content } = report;
  if (content.kind !== 'events' || content.events.every(({ event }) => event.trouble?.state !== 'over'))
    return report;
  const events = content.events.map((event, place) => ({
    ...event,
    planRecovery: ({ ruleId, address, severity }: Told): QueuedDelivery | null => {
      const question = { report: asked.place, event: place, told: { ruleId, address, severity } };
      const answer = asked.answers.get(keyOf(question));
      if (answer === undefined) asked.questions.push(question);
      return answer ?? null;
    },
  }));
  return { ...report, content: { ...content, events } };
}

function keyOf({ report, event, told: { ruleId, address, severity } }: Question): string {
  return JSON.stringify([report, event, ruleId, address, severity]);
}
