import { FULL_PLAN } from '../bench-plan.ts';
import type { IntakeReading } from '../measures/measure-intake.ts';
import { openPorts, type Measuring } from '../measures/measuring.ts';
import { Worker } from '../workers/worker.ts';
import { measureGrowth, type GrowthReading } from './measure-growth.ts';
import { measureNeighbours, type NeighbourReading } from './measure-neighbours.ts';
import { measureRules } from './measure-rules.ts';
import { growthSizes, type ScalePlan } from './scale-plan.ts';

/** What was measured at scale, each once. */
export interface ScaleReadings {
  readonly oneRule: IntakeReading;
  readonly manyRules: IntakeReading;
  readonly neighbours: NeighbourReading;
  /** From the smallest database to the fullest. */
  readonly growth: readonly GrowthReading[];
}

/** Measures all of it. @throws Error when something cannot be measured. */
export async function runScale(plan: ScalePlan, note: (text: string) => void): Promise<ScaleReadings> {
  const load = Worker.start('http-load');
  const sink = Worker.start('smtp-sink');
  try {
    const { requests, warmUp, connections } = plan;
    const measuring: Measuring = {
      plan: { ...FULL_PLAN, intake: { requests, warmUp, connections } },
      load,
      sink,
      ...(await openPorts(sink)),
    };
    note('one rule');
    const oneRule = await measureRules(measuring, 0);
    note('many rules');
    const manyRules = await measureRules(measuring, plan.rules);
    note('neighbours');
    const neighbours = await measureNeighbours(measuring, plan);
    const growth = await measureGrowth(measuring, growthSizes(plan.rows), note);
    return { oneRule, manyRules, neighbours, growth };
  } finally {
    load.end();
    sink.end();
  }
}
