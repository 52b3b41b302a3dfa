import type { Clock } from '../../kernel/clock.ts';
import type { SmtpFailure, Stage } from '../../smtp/smtp-failure.ts';
import type { DiagnosisStage } from '../../smtp/smtp-transport.ts';

/** Writes down the stages of a diagnosis as they end, with the time since the one before, for whoever reads along. */
export class StageJournal implements AsyncIterable<DiagnosisStage> {
  readonly #clock: Clock;
  readonly #unread: DiagnosisStage[] = [];
  readonly #seen = new Set<Stage>();
  #since: number;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** Whether the stage is written down already. */
  has(stage: Stage): boolean {
    return this.#seen.has(stage);
  }

  pass(stage: Stage, found: readonly string[]): void {
    this.#write({ stage, outcome: 'passed', found, failure: null });
  }

  /** The certificate was taken; it is good until then, in epoch milliseconds. */
  passCertificate(found: readonly string[], certificateUntil: number): void {
    this.#write({ stage: 'certificate', outcome: 'passed', found, failure: null, certificateUntil });
  }

  skip(stage: Stage, why: string): void {
    this.#write({ stage, outcome: 'skipped', found: [why], failure: null });
  }

  /** The last entry: nothing is written after a failure. */
  fail(failure: SmtpFailure, found: readonly string[] = []): void {
    this.#write({ stage: failure.stage, outcome: 'failed', found, failure });
    this.end();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DiagnosisStage> {
    for (;;) {
      yield* this.#unread.splice(0);
      if (this.#unread.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #write(entry: Omit<DiagnosisStage, 'took'>): void {
    if (this.#ended) return;
    const now = this.#clock.now();
    this.#seen.add(entry.stage);
    this.#unread.push({ ...entry, took: now - this.#since });
    this.#since = now;
    this.#wake();
  }
}
