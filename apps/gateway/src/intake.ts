import {
  createConfigurationCache,
  createIntakeLimiter,
  createIntakeQueue,
  createTurnstile,
  levelKey,
  receiveWebhook,
  systemTimers,
  type IncidentWatch,
} from '@postern/core';
import type { Container } from './container.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { meteredIntake } from './metrics/metered-intake.ts';
import type { WebhookDoor } from './routes/webhooks.ts';

/** The way of webhooks into storage. */
export interface Intake extends WebhookDoor {
  /** Takes nothing new, and ends when all that waits is stored and answered. */
  drain(): Promise<void>;
}

/** Wires the configuration in memory, the limits and the queue in which requests share commits. */
export function createIntake(
  container: Container,
  parts: {
    readonly metrics: GatewayMetrics;
    /** Told of what the limits turn away. */
    readonly watch: Pick<IncidentWatch, 'noteLimited'>;
    /** Told after every commit that queued deliveries. */
    readonly onDeliveries: () => void;
    /** Reports that may wait for a commit. */
    readonly waiting: number;
  },
): Intake {
  const { storage, sealer, clock, newId, logger } = container;
  const configuration = createConfigurationCache({ storage, sealer });
  const queue = createIntakeQueue({
    storage: { intake: meteredIntake(storage.intake, parts.metrics) },
    timers: systemTimers,
    onDeliveries: parts.onDeliveries,
    limit: parts.waiting,
  });
  const limiter = createIntakeLimiter({
    logger,
    onRefusal: ({ limit: { level, source, perMinute }, at }) => {
      parts.watch.noteLimited({ level, source, limitPerMinute: perMinute, at });
    },
  });
  const turnstile = createTurnstile({ timers: systemTimers });
  return {
    async look(sourceId) {
      const source = (await configuration.current()).source(sourceId);
      if (source === null) return null;
      const refused = limiter.look(source.limits, clock.now());
      const lane = levelKey(source.level);
      return { kind: source.kind.kind, lane, retryAfter: refused?.retryAfter ?? null };
    },
    turn: (lane) => turnstile.pass(lane),
    receive: (input) => receiveWebhook({ configuration, queue, limiter, clock, newId, logger }, input),
    drain: () => queue.drain(),
  };
}
