import {
  createConnectionHealth,
  createDeliverOne,
  createDispatcher,
  createLanes,
  createRoutes,
  systemTimers,
  type Dispatcher,
} from '@postern/core';
import type { Container } from './container.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { meteredTransport } from './metrics/metered-transport.ts';

/** Wires the dispatcher of this process: what is due goes out, and every outcome is counted. Does nothing before its start. */
export function createWorker(container: Container, metrics: GatewayMetrics): Dispatcher {
  const { storage, sealer, references, clock, newId, random, logger } = container;
  const transport = meteredTransport(container.transport, metrics);
  const health = createConnectionHealth();
  const routes = createRoutes({
    storage,
    sealer,
    references,
    clock,
    onRetired: (connectionKey) => {
      transport.retire(connectionKey);
      health.forget(connectionKey);
    },
  });
  return createDispatcher({
    storage,
    deliverOne: createDeliverOne({
      routes,
      health,
      transport,
      mailBuilder: container.mailBuilder,
      layout: container.layout,
      clock,
      random,
      logger,
    }),
    lanes: createLanes({ routes, health, clock }),
    clock,
    timers: systemTimers,
    newId,
    logger,
    concurrency: container.config.concurrency,
    onSettled: ({ state, reason }) => {
      metrics.countDelivery(state, reason);
    },
  });
}
