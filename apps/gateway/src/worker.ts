import {
  createCanaryRunner,
  createConnectionHealth,
  createDeliverOne,
  createDispatcher,
  createLanes,
  createRoutes,
  systemTimers,
  unreachedSince,
  type Dispatcher,
  type IncidentWatch,
} from '@postern/core';
import type { Container } from './container.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { meteredTransport } from './metrics/metered-transport.ts';

/**
 * Wires the dispatcher of this process: what is due goes out, canaries among it, every outcome is counted, and the watch for
 * incidents is told.
 * Does nothing before its start.
 */
export function createWorker(
  container: Container,
  metrics: GatewayMetrics,
  watch: Pick<IncidentWatch, 'noteSign' | 'noteEnd'>,
): Dispatcher {
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
    onReplaceable: async ({ owner, connection: { key, host, port } }) => {
      const since = await unreachedSince({ storage, clock }, owner, `${host}:${String(port)}`);
      if (since !== null) health.recall(key, since);
    },
  });
  const dispatcher = createDispatcher({
    storage,
    deliverOne: createDeliverOne({
      storage,
      routes,
      health,
      transport,
      mailBuilder: container.mailBuilder,
      signMail: container.signMail,
      layout: container.layout,
      clock,
      random,
      logger,
      onSign: (sign) => watch.noteSign(sign),
    }),
    lanes: createLanes({ routes, health, clock }),
    clock,
    timers: systemTimers,
    newId,
    logger,
    concurrency: container.config.concurrency,
    onSettled: (settlement, delivery, verdict) => {
      metrics.countDelivery(settlement.state, settlement.reason);
      watch.noteEnd({ delivery, settlement, verdict, at: clock.now() });
    },
  });
  const canaries = createCanaryRunner({
    storage,
    clock,
    timers: systemTimers,
    newId,
    logger,
    onSent: () => {
      dispatcher.wake();
    },
    onOutcome: (outcome) => {
      metrics.countCanary(outcome);
    },
  });
  let unsubscribe = (): void => undefined;
  return {
    start() {
      // What other processes took in, and mail that waited for the settings that somebody changed there.
      unsubscribe =
        storage.subscribe?.(() => {
          dispatcher.wake();
        }) ?? unsubscribe;
      dispatcher.start();
      canaries.start();
    },
    wake: () => {
      dispatcher.wake();
    },
    async stop() {
      unsubscribe();
      await canaries.stop();
      await dispatcher.stop();
    },
    get state() {
      return dispatcher.state;
    },
  };
}
