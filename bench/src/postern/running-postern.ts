import type { WebhookTarget } from '../http/webhook-bytes.ts';
import { monotonic } from '../monotonic.ts';
import { openHouse } from './house.ts';

/** `postern serve` as in production: a process of its own over a database of its own. */
export interface RunningPostern {
  readonly pid: number;
  readonly target: WebhookTarget;
  /** Milliseconds from its start until it said that it was ready to everyone who asks. */
  readonly ready: number;
  /** Ends it at once and forgets its database. */
  end(): void;
}

/** How one is to be. */
export interface PosternOptions {
  readonly smtpPort: number;
  /** Accept and hold: for measuring intake alone. */
  readonly holdMail: boolean;
}

/** Sets one up and starts it. */
export async function startPostern(options: PosternOptions): Promise<RunningPostern> {
  const house = await openHouse(options);
  try {
    const started = monotonic();
    const { pid, target } = await house.start();
    const url = `http://${target.host}:${String(target.port)}/readyz`;
    if (!(await fetch(url)).ok) throw new Error('Postern says that it is not ready.');
    return { pid, target, ready: monotonic() - started, end: () => house.end() };
  } catch (error) {
    house.end();
    throw error;
  }
}
