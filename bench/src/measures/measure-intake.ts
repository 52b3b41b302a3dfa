import { z } from 'zod';
import type { WebhookTarget } from '../http/webhook-bytes.ts';
import { startPostern } from '../postern/running-postern.ts';
import { readUsage } from '../process-usage.ts';
import { quantile } from '../spread.ts';
import { Worker } from '../workers/worker.ts';
import { post, WARM_UP, type Measuring } from './measuring.ts';

/** How one contestant took webhooks in, once. */
export interface IntakeReading {
  readonly perSecond: number;
  /** Milliseconds from the request to its whole answer. */
  readonly p50: number;
  readonly p99: number;
  /** Seconds of CPU for 1,000 webhooks. */
  readonly cpu: number;
  /** Mebibytes at most. */
  readonly peak: number;
}

const SECRET = 'bare-express';

/** Express with HMAC and zod, and nothing stored. */
export async function measureBareIntake(measuring: Measuring): Promise<IntakeReading> {
  const express = Worker.start('bare-express');
  try {
    const port = await express.ask({ secret: SECRET }, z.int(), 30_000);
    const target = { host: '127.0.0.1', port, path: '/webhooks/bare', secret: SECRET };
    return await measureIntake(measuring, target, express.pid);
  } finally {
    express.end();
  }
}

/** Postern up to the answer: verified, matched, event and delivery on disk. Its mail is held, to leave intake alone. */
export async function measurePosternIntake(measuring: Measuring): Promise<IntakeReading> {
  const postern = await startPostern({ smtpPort: measuring.smtpPort, holdMail: true });
  try {
    return await measureIntake(measuring, postern.target, postern.pid);
  } finally {
    postern.end();
  }
}

/** Warms up, then measures a server that runs already. */
export async function measureIntake(
  measuring: Measuring,
  target: WebhookTarget,
  pid: number,
): Promise<IntakeReading> {
  const { warmUp, requests, connections } = measuring.plan.intake;
  await post(measuring, { target, first: WARM_UP, count: warmUp, connections });
  const before = readUsage(pid);
  const { started, ended, took } = await post(measuring, { target, first: 0, count: requests, connections });
  const after = readUsage(pid);
  return {
    perSecond: (requests * 1_000) / (ended - started),
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    cpu: ((after.cpu - before.cpu) * 1_000) / requests,
    peak: after.peak,
  };
}
