import type { DiagnosisStage } from './smtp-transport.ts';
import type { TestSubject } from './test-subject.ts';

/** A test mail about to go out, and the revision that it tests. */
export interface TestMailSent {
  readonly messageId: string;
  readonly revision: TestSubject['revision'];
}

/** How a test can be followed and stopped. */
export interface TestWatch {
  /** Told of each stage as it ends. */
  readonly onStage?: (stage: DiagnosisStage) => void;
  readonly signal?: AbortSignal;
  /** Makes the page on which whoever gets the mail says that it has arrived; absent: there is none. */
  readonly arrivalUrl?: (mail: TestMailSent) => Promise<string>;
}
