import type { AddedSource } from '@postern/core';
import { faultedJob, signUipath } from './sign.ts';

/** Posts under way together. */
const AT_ONCE = 10;

/** Senders at work, and what they were told. */
export interface Senders {
  /** Jobs that were answered 2xx. */
  readonly accepted: ReadonlySet<number>;
  /** How often there was each answer, such as `202` and `503, retry after 10`. */
  readonly answers: ReadonlyMap<string, number>;
  /** Begins no further job; ends when all that were begun are accepted. @throws Error when a gateway did not answer. */
  finish(): Promise<void>;
}

/** Posts job after job, ten at a time, in turn to each gateway; what is refused is sent again to the next, as senders do. */
export function startSenders(urls: readonly string[], source: AddedSource): Senders {
  const accepted = new Set<number>();
  const answers = new Map<string, number>();
  let next = 0;
  let turn = 0;
  let ending = false;

  async function post(number: number): Promise<boolean> {
    const body = faultedJob(number);
    const reply = await fetch(`${urls[turn++ % urls.length] ?? ''}${source.path}`, {
      method: 'POST',
      headers: signUipath(body, source.secret.expose()),
      body,
    });
    await reply.arrayBuffer();
    const retryAfter = reply.headers.get('retry-after');
    const answer = `${String(reply.status)}${retryAfter === null ? '' : `, retry after ${retryAfter}`}`;
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    return reply.ok;
  }

  async function sendOn(): Promise<void> {
    while (!ending) {
      const number = next++;
      while (!(await post(number)));
      accepted.add(number);
    }
  }

  const sending = Array.from({ length: AT_ONCE }, sendOn);
  const ended = Promise.all(sending);
  // Whoever finishes is told.
  ended.catch(() => undefined);
  return {
    accepted,
    answers,
    async finish() {
      ending = true;
      await ended;
    },
  };
}
