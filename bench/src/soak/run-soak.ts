import { awaitMails, forgetMails, openPorts, post, type Measuring } from '../measures/measuring.ts';
import { FULL_PLAN } from '../bench-plan.ts';
import { startPostern } from '../postern/running-postern.ts';
import { readUsage } from '../process-usage.ts';
import { spreadOf } from '../spread.ts';
import { Worker } from '../workers/worker.ts';
import type { SoakPlan } from './soak-plan.ts';

/** How Postern was after so many events. */
export interface SoakReading {
  readonly events: number;
  /** Mebibytes resident: the median of what was read after each portion of the step. */
  readonly resident: number;
  /** Mebibytes at most, since the start. */
  readonly peak: number;
  /** Events of this step that were stored each second, with their mails sent. */
  readonly perSecond: number;
  /** Milliseconds of CPU for each of them. */
  readonly cpu: number;
}

/**
 * Posts events as fast as they are answered, and waits for all mails of each step: so every step ends with nothing to do.
 * @throws Error when anything was refused, lost or doubled.
 */
export async function runSoak(plan: SoakPlan, note: (text: string) => void): Promise<readonly SoakReading[]> {
  const load = Worker.start('http-load');
  const sink = Worker.start('smtp-sink');
  try {
    const measuring: Measuring = { plan: FULL_PLAN, load, sink, ...(await openPorts(sink)) };
    const postern = await startPostern({ smtpPort: measuring.smtpPort, holdMail: false });
    try {
      const readings: SoakReading[] = [];
      for (let first = 0; first < plan.events; first += plan.step) {
        readings.push(await soakStep(measuring, { plan, first, ...postern }));
        note(`${String(first + plan.step)} of ${String(plan.events)}`);
      }
      return readings;
    } finally {
      postern.end();
    }
  } finally {
    load.end();
    sink.end();
  }
}

async function soakStep(
  measuring: Measuring,
  step: Pick<Awaited<ReturnType<typeof startPostern>>, 'pid' | 'target'> & {
    readonly plan: SoakPlan;
    readonly first: number;
  },
): Promise<SoakReading> {
  const { plan, first, pid, target } = step;
  await forgetMails(measuring);
  const before = readUsage(pid);
  const residents: number[] = [];
  let started = Infinity;
  for (let from = first; from < first + plan.step; from += plan.portion) {
    const { connections, mailEvery } = plan;
    const load = { target, first: from, count: plan.portion, connections, mailEvery };
    const posted = await post(measuring, load);
    started = Math.min(started, posted.started);
    residents.push(readUsage(pid).resident);
  }
  const arrived = await awaitMails(measuring, plan.step / plan.mailEvery);
  const after = readUsage(pid);
  return {
    events: first + plan.step,
    resident: spreadOf(residents).median,
    peak: after.peak,
    perSecond: (plan.step * 1_000) / (Math.max(...arrived.values()) - started),
    cpu: ((after.cpu - before.cpu) * 1_000) / plan.step,
  };
}
