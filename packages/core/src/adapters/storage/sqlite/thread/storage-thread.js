import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

// What runs in the thread. Threads do not inherit where compiled modules are kept, and it has to be known before the first
// TypeScript is loaded, lest this thread get a compiler of its own for it: hence JavaScript.

/** @type {unknown} */
const given = workerData;
const start = /** @type {import('./thread-messages.ts').ThreadStart} */ (given);
if (start.compileCache !== undefined) enableCompileCache(start.compileCache);
const { answerCalls } = await import('./answer-calls.ts');
if (parentPort !== null) await answerCalls(parentPort, start);
if (start.compileCache !== undefined) flushCompileCache();
