import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadStart } from './thread-messages.ts';

// What runs in the thread. Threads do not inherit where compiled modules are kept, and it has to be known before they load.

const start = workerData as ThreadStart;
if (start.compileCache !== undefined) enableCompileCache(start.compileCache);
const { answerCalls } = await import('./answer-calls.ts');
if (parentPort !== null) await answerCalls(parentPort, start);
if (start.compileCache !== undefined) flushCompileCache();
