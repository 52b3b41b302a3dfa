import { parseArgs } from 'node:util';
import { LONG, SHORT } from './chaos-plan.ts';
import { POSTGRES_LONG, POSTGRES_SHORT } from './postgres-plan.ts';
import { held, reportChaos } from './report-chaos.ts';
import { runChaos } from './run-chaos.ts';
import { runPostgresChaos } from './run-postgres-chaos.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string' },
    short: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const rounds = values.rounds === undefined ? {} : { rounds: Number(values.rounds) };
const plan = { ...(values.short ? SHORT : LONG), ...rounds, seed };
const postgresPlan = { ...(values.short ? POSTGRES_SHORT : POSTGRES_LONG), ...rounds, seed };
if (!Number.isInteger(seed) || !Number.isInteger(plan.rounds) || plan.rounds < 1) {
  console.error('Give --seed and --rounds as whole numbers.');
  process.exit(64);
}

// Leaves nothing running and nothing behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const progress = (text: string): void => {
  console.error(text);
};
const outcome = values.postgres
  ? await runPostgresChaos(postgresPlan, progress)
  : await runChaos(plan, progress);
console.log(`\n${reportChaos(outcome)}`);
process.exitCode = held(outcome) ? 0 : 1;
