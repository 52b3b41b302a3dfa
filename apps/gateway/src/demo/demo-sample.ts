/** The two endpoints of the demo. */
export type DemoSender = 'orchestrator' | 'identity';

/** What posting a sample must come to, or the demo has failed. */
export interface DemoExpectation {
  readonly status: 200 | 202 | 401;
  /** Who must get a mail because of it, each exactly one. */
  readonly mailTo: readonly string[];
}

/** One webhook that the demo posts. */
export interface DemoSample {
  /** For the table. */
  readonly title: string;
  readonly sender: DemoSender;
  /** Forged: signed with a secret that the gateway never gave. */
  readonly signature: 'right' | 'forged';
  /** The same again is a repeat. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
  readonly expected: DemoExpectation;
}
