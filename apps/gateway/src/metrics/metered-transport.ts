import type { SmtpTransport } from '@postern/core';
import type { GatewayMetrics } from './gateway-metrics.ts';

/** The same transport, with every send counted by how it ended and how long it took. */
export function meteredTransport(
  transport: SmtpTransport,
  metrics: Pick<GatewayMetrics, 'countSend' | 'stopwatch'>,
): SmtpTransport {
  return {
    async send(connection, mail, signal) {
      const seconds = metrics.stopwatch();
      const outcome = await transport.send(connection, mail, signal);
      metrics.countSend(outcome.kind, seconds());
      return outcome;
    },
    retire: (key) => {
      transport.retire(key);
    },
    close: () => transport.close(),
  };
}
