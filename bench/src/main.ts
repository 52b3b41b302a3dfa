import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FULL_PLAN, QUICK_PLAN } from './bench-plan.ts';
import { describeMachine } from './describe-machine.ts';
import { FULL_POSTGRES_PLAN, QUICK_POSTGRES_PLAN } from './postgres/postgres-plan.ts';
import { reportPostgres } from './postgres/report-postgres.ts';
import { runPostgres } from './postgres/run-postgres.ts';
import { report } from './report.ts';
import { runBench } from './run-bench.ts';
import { reportScale } from './scale/report-scale.ts';
import { runScale } from './scale/run-scale.ts';
import { SCALE_PLAN } from './scale/scale-plan.ts';
import { reportSoak } from './soak/report-soak.ts';
import { runSoak } from './soak/run-soak.ts';
import { FULL_SOAK_PLAN, QUICK_SOAK_PLAN } from './soak/soak-plan.ts';
import { writeFigures } from './write-figures.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    rows: { type: 'string', default: String(SCALE_PLAN.rows) },
    write: { type: 'boolean', default: false },
  },
});
const note = (text: string): void => {
  console.error(text);
};
const plan = values.quick ? QUICK_PLAN : FULL_PLAN;
const postgresPlan = values.quick ? QUICK_POSTGRES_PLAN : FULL_POSTGRES_PLAN;
const soakPlan = values.quick ? QUICK_SOAK_PLAN : FULL_SOAK_PLAN;
const mode = values.soak ? 'soak' : values.scale ? 'scale' : values.postgres ? 'postgres' : 'usual';
const MODES = {
  usual: {
    heading: '## Figures',
    limit: plan.limit,
    measured: async () => report(await runBench(plan, note), plan),
  },
  scale: {
    heading: '## At scale',
    limit: SCALE_PLAN.limit,
    measured: async () => {
      const scale = { ...SCALE_PLAN, rows: Number(values.rows) };
      return reportScale(await runScale(scale, note), scale);
    },
  },
  soak: {
    heading: '## Over a million events',
    limit: soakPlan.limit,
    measured: async () => reportSoak(await runSoak(soakPlan, note)),
  },
  postgres: {
    heading: '## On PostgreSQL',
    limit: postgresPlan.limit,
    measured: async () => reportPostgres(await runPostgres(postgresPlan, note), postgresPlan),
  },
};
const { heading, limit: given, measured } = MODES[mode];

// Ends everything, whatever it waits for: helper processes go with this one.
const limit = setTimeout(() => {
  console.error(`Not done within ${String(given / 1_000)} s: is the machine busy with something else?`);
  process.exit(1);
}, given);

// Leaves nothing running and nothing behind, either.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const machine = describeMachine();
console.error(machine);
const figures = `Measured on a machine with ${machine}.\n\n${await measured()}`;
console.log(`\n${figures}`);
if (values.write) writeFileSync(DOCUMENT, writeFigures(readFileSync(DOCUMENT, 'utf8'), heading, figures));
clearTimeout(limit);
