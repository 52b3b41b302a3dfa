import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Verification, WebhookRequest } from '../sources/source-kind.ts';
import type { Configuration, ConfigurationCache, ReadySource } from './configuration-cache.ts';
import type { IntakeLimiter } from './intake-limiter.ts';
import type { IntakeQueue } from './intake-queue.ts';
import type { Acceptance, Report } from './intake-store.ts';
import { planEvents } from './plan-events.ts';

/** What became of a webhook. */
export type WebhookReceipt =
  /** It is stored. */
  | Acceptance
  /** Its source, or its organization, brings more than its limit: nothing is stored. */
  | {
      readonly kind: 'limited';
      /** Milliseconds after which to come back. */
      readonly retryAfter: number;
    }
  /** Not there or disabled: the sender is not to tell one from the other. */
  | { readonly kind: 'unknown-source' }
  /** Not authentic; the reason is for logs and metrics, never for the sender. */
  | { readonly kind: 'unauthorized'; readonly reason: Extract<Verification, { ok: false }>['reason'] }
  /** Whether it is authentic cannot be told, since a secret of the source does not open; nothing is stored. */
  | { readonly kind: 'unavailable'; readonly reason: 'key-missing'; readonly keyIds: readonly string[] };

/** What {@link receiveWebhook} needs. */
export interface ReceiveWebhookDeps {
  readonly configuration: ConfigurationCache;
  readonly queue: Pick<IntakeQueue, 'accept'>;
  readonly limiter: Pick<IntakeLimiter, 'take'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Pick<Logger, 'debug'>;
}

/**
 * The whole road of one webhook: finds the source, verifies the raw bytes, parses, plans the deliveries and stores it all.
 * Whatever is wrong with an authentic request goes to quarantine.
 * @throws AppError `storage-unavailable`, `overloaded`, `shutting-down`; then nothing is stored, and the sender is to try again.
 */
export async function receiveWebhook(
  deps: ReceiveWebhookDeps,
  { sourceId, request }: { readonly sourceId: string; readonly request: WebhookRequest },
): Promise<WebhookReceipt> {
  const configuration = await deps.configuration.current();
  const source = configuration.source(sourceId);
  if (source === null) return { kind: 'unknown-source' };
  const now = deps.clock.now();
  const verification = source.kind.verify(request, source.secrets, now);
  if (!verification.ok) return refusal(source, verification.reason);
  deps.logger.debug({ source: sourceId, form: verification.form }, 'webhook verified');
  // Only what is authentic counts: whoever forges cannot use up what the sender may send.
  const refused = deps.limiter.take(source.limits, now);
  if (refused !== null) return { kind: 'limited', retryAfter: refused.retryAfter };
  const { secretId } = verification;
  return deps.queue.accept(reportOf({ source, secretId, request, now, configuration }, deps.newId));
}

function refusal(
  { closedBy }: ReadySource,
  reason: Extract<Verification, { ok: false }>['reason'],
): WebhookReceipt {
  // A signature that fits none of the open secrets may fit the one that does not open.
  return closedBy.length > 0 && reason === 'signature-wrong'
    ? { kind: 'unavailable', reason: 'key-missing', keyIds: [...new Set(closedBy)] }
    : { kind: 'unauthorized', reason };
}

interface Verified {
  readonly source: ReadySource;
  readonly secretId: string;
  readonly request: WebhookRequest;
  readonly now: number;
  readonly configuration: Configuration;
}

function reportOf({ source, secretId, request, now, configuration }: Verified, newId: NewId): Report {
  const parsed = source.kind.parse(request, now);
  const id = newId();
  const { level } = source;
  const head = { id, sourceId: source.id, level, secretId, dedupeKey: parsed.dedupeKey, receivedAt: now };
  switch (parsed.kind) {
    case 'events': {
      const plan = { context: configuration.planContext(level), now, firstId: id, newId };
      return { ...head, content: { kind: 'events', events: planEvents(parsed.events, plan) } };
    }
    case 'quarantine': {
      const { reason, explanation } = parsed;
      const contentType = request.headers['content-type']?.[0] ?? '';
      const content = { kind: 'quarantine', reason, explanation, contentType, body: request.body } as const;
      return { ...head, content };
    }
    default:
      return parsed satisfies never;
  }
}
