import type { GatewayConfig } from './config.ts';
import { listenFault } from './listen-fault.ts';
import { runProcess, type ProcessParts } from './run-process.ts';
import { startWorker, type RunningWorker } from './start-worker.ts';

/**
 * `postern worker`: sends mail and watches for incidents, beside any number of gateways and workers over the same database.
 * @throws AppError what `openContainer` throws, or `configuration-invalid` when the address cannot be listened on.
 */
export function work(config: GatewayConfig, parts: ProcessParts): Promise<RunningWorker> {
  return runProcess(config, parts, async (container) => {
    try {
      return await startWorker(container);
    } catch (error) {
      throw listenFault(error, 'POSTERN_WORKER_LISTEN');
    }
  });
}
