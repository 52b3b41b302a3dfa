import { z } from 'zod';
import type { AddedSource, Clock } from '@postern/core';
import type { DemoSample, DemoSender } from './demo-sample.ts';
import { signSample } from './sign-sample.ts';

/** Where the samples go. */
export interface DemoTarget {
  /** The gateway's. */
  readonly url: string;
  readonly sources: Readonly<Record<DemoSender, AddedSource>>;
  readonly clock: Clock;
  /** Milliseconds since whenever; only goes forward. */
  readonly monotonic: () => number;
}

/** A sample with what the gateway said to it. */
export interface PostedSample {
  readonly sample: DemoSample;
  readonly status: number;
  /** The answer in words. */
  readonly meaning: string;
  /** None unless it was accepted. */
  readonly eventIds: readonly string[];
  /** When it was posted, by the target's monotonic clock. */
  readonly sent: number;
  /** Milliseconds from then to the whole answer. */
  readonly took: number;
}

/** What the demo reads of the gateway's answers. */
const answer = z.looseObject({
  status: z.union([z.string(), z.number()]).optional(),
  title: z.string().optional(),
  eventIds: z.array(z.string()).default([]),
});

/** Posts one sample over real HTTP. */
export async function postSample(sample: DemoSample, target: DemoTarget): Promise<PostedSample> {
  const { path, secret } = target.sources[sample.sender];
  const headers = signSample(sample, secret, target.clock);
  const sent = target.monotonic();
  const response = await fetch(`${target.url}${path}`, { method: 'POST', headers, body: sample.body });
  const said: unknown = await response.json();
  const took = target.monotonic() - sent;
  const { status, title, eventIds } = answer.parse(said);
  return { sample, status: response.status, meaning: meaningOf(status, title), eventIds, sent, took };
}

function meaningOf(status: unknown, title: string | undefined): string {
  switch (status) {
    case 'accepted':
      return 'accepted: stored, then answered';
    case 'quarantined':
      return 'stored, but not understood: in quarantine';
    case 'repeat':
      return 'known already: nothing happens';
    case 401:
      return 'refused: not signed with the secret';
    default:
      return title ?? 'no answer of Postern’s';
  }
}
