import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FULL_PLAN, QUICK_PLAN } from './bench-plan.ts';
import { describeMachine } from './describe-machine.ts';
import { report } from './report.ts';
import { runBench } from './run-bench.ts';
import { writeFigures } from './write-figures.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const plan = values.quick ? QUICK_PLAN : FULL_PLAN;

// Ends everything, whatever it waits for: helper processes go with this one.
const limit = setTimeout(() => {
  console.error(`Not done within ${String(plan.limit / 1_000)} s: is the machine busy with something else?`);
  process.exit(1);
}, plan.limit);

// Leaves nothing running and nothing behind, either.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const machine = describeMachine();
console.error(machine);
const readings = await runBench(plan, (text) => {
  console.error(text);
});
const figures = `Measured on a machine with ${machine}.\n\n${report(readings, plan)}`;
console.log(`\n${figures}`);
if (values.write) writeFileSync(DOCUMENT, writeFigures(readFileSync(DOCUMENT, 'utf8'), figures));
clearTimeout(limit);
