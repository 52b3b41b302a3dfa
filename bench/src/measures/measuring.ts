import { makeCertificate } from '@postern/core/testing';
import { z } from 'zod';
import type { BenchPlan } from '../bench-plan.ts';
import type { Load, LoadResult } from '../http/post-load.ts';
import type { Worker } from '../workers/worker.ts';

/** What every measure works with. */
export interface Measuring {
  readonly plan: BenchPlan;
  /** The load generator. */
  readonly load: Worker;
  readonly sink: Worker;
  readonly smtpPort: number;
  readonly secure: SecurePort;
}

/** Where the sink offers STARTTLS. */
export interface SecurePort {
  readonly smtpPort: number;
  /** PEM: what to trust, for its certificate to be believed. */
  readonly authority: string;
}

/** Lets the sink listen: on a plain port, and on one that offers STARTTLS with a certificate made for this run. */
export async function openPorts(sink: Worker): Promise<Pick<Measuring, 'smtpPort' | 'secure'>> {
  const { key, cert, ca } = await makeCertificate();
  const listen = (question: object) => sink.ask({ do: 'listen', ...question }, z.int(), 30_000);
  return {
    smtpPort: await listen({}),
    secure: { smtpPort: await listen({ tls: { key, cert } }), authority: ca },
  };
}

/** Numbers from here on belong to warming up and are measured nowhere. */
export const WARM_UP = 9_000_000;

/** Milliseconds that one step may take: the bench as a whole has a tighter limit. */
const PATIENCE = 120_000;

const loadResult = z.strictObject({
  started: z.number(),
  ended: z.number(),
  sent: z.array(z.number()),
  took: z.array(z.number()),
  refused: z.record(z.string(), z.number()),
});

/**
 * Posts, all at once or at a steady rate.
 * @throws Error when anything was answered otherwise than 202: then there is nothing to compare.
 */
export async function post(
  { load }: Measuring,
  what: Load,
  perSecond: number | null = null,
): Promise<LoadResult> {
  const result = await load.ask({ ...what, perSecond }, loadResult, PATIENCE);
  const refused = Object.entries(result.refused).map(([status, times]) => `${status} ${String(times)} times`);
  if (refused.length > 0) throw new Error(`Not everything was accepted: ${refused.join(', ')}.`);
  return result;
}

const arrivals = z.strictObject({
  numbers: z.array(z.number()),
  times: z.array(z.number()),
  doubled: z.number(),
});

/**
 * Waits until so many mails are there; gives when each arrived, by its number.
 * @throws Error when one came twice or they do not come.
 */
export async function awaitMails({ sink }: Measuring, mails: number): Promise<ReadonlyMap<number, number>> {
  const { numbers, times, doubled } = await sink.ask({ do: 'await', mails }, arrivals, PATIENCE);
  if (doubled > 0) throw new Error(`${String(doubled)} mails came twice.`);
  return new Map(numbers.map((number, index) => [number, times[index] ?? 0]));
}

/** Waits until all mails of a load are there, whatever else comes; gives when each arrived, by its number. */
export async function awaitNumbers(
  { sink }: Measuring,
  { first, count }: Pick<Load, 'first' | 'count'>,
): Promise<ReadonlyMap<number, number>> {
  const { numbers, times } = await sink.ask({ do: 'await numbers', first, count }, arrivals, PATIENCE);
  return new Map(numbers.map((number, index) => [number, times[index] ?? 0]));
}

/** Lets the sink begin anew. */
export async function forgetMails({ sink }: Measuring): Promise<void> {
  await sink.ask({ do: 'forget' }, z.null(), PATIENCE);
}
