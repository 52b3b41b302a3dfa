import { parseArgs } from 'node:util';
import { LONG, SHORT } from './chaos-plan.ts';
import { held, reportChaos } from './report-chaos.ts';
import { runChaos } from './run-chaos.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const shape = values.short ? SHORT : LONG;
const plan = {
  ...shape,
  seed: Number(values.seed),
  rounds: values.rounds === undefined ? shape.rounds : Number(values.rounds),
};
if (!Number.isInteger(plan.seed) || !Number.isInteger(plan.rounds) || plan.rounds < 1) {
  console.error('Give --seed and --rounds as whole numbers.');
  process.exit(64);
}

// Leaves nothing running and nothing behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const outcome = await runChaos(plan, (text) => {
  console.error(text);
});
console.log(`\n${reportChaos(outcome)}`);
process.exitCode = held(outcome) ? 0 : 1;
