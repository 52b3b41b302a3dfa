import { toAppError, type Logger } from '@postern/core';

/** What of the process a graceful stop needs. */
export interface Signals {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/** The first SIGINT or SIGTERM stops gracefully, exit 0; a second one ends the process at once, exit 1. */
export function stopOnSignal(
  running: { stop(): Promise<void> },
  { signals, logger }: { readonly signals: Signals; readonly logger: Logger },
): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) {
      signals.exit(1);
      return;
    }
    stopping = true;
    running.stop().then(
      () => {
        signals.exit(0);
      },
      (error: unknown) => {
        logger.error({ error: toAppError(error) }, 'Stopping failed');
        signals.exit(1);
      },
    );
  };
  signals.on('SIGINT', onSignal);
  signals.on('SIGTERM', onSignal);
}
