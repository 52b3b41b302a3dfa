import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { explainEvent, type EventExplanation, type ExplainContext } from '../alerts/explain.ts';
import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { gatheringKeyOf } from '../delivery/joining-of.ts';
import {
  mailTimingOf,
  NOTHING_GATHERS,
  type GatheringNow,
  type MailTiming,
} from '../delivery/mail-timing.ts';
import type { OutboxStore } from '../delivery/outbox-store.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { EventStore, StoredEvent } from '../events/event-store.ts';
import { findEvent } from '../events/find-event.ts';
import { withoutPrivateParts } from '../events/without-private-parts.ts';
import type { Clock } from '../kernel/clock.ts';
import { parseInput } from '../kernel/parse.ts';
import { membersByName } from '../lists/members-by-name.ts';
import type { RecipientList } from '../lists/recipient-list.ts';
import type { MailLayout } from '../mail/mail-layout.ts';
import { previewMessage, type MailPreview } from '../mail/preview-message.ts';
import type { Organization } from '../organizations/organization.ts';
import { findSource } from '../sources/find-source.ts';
import { sourceKind } from '../sources/kinds/registry.ts';
import type { SourceStore } from '../sources/source-store.ts';
import type { QuarantineReason } from './intake-store.ts';
import { loadPlanParts, type PlanStorage } from './load-plan-parts.ts';

/** Why an event gives the mail it gives by the rules and silences of now, and what that mail says. */
export interface ExplainedEvent extends Omit<EventExplanation, 'deliveries'> {
  /** Who gets mail about it, and when. */
  readonly deliveries: readonly (PlannedDelivery & { readonly timing: MailTiming })[];
  /** Without what is for one person's eyes. */
  readonly event: AutomationEvent;
  /** Epoch milliseconds. Silences are judged by it. */
  readonly receivedAt: number;
  /** What the first of the deliveries says; null when there is none, it is for one person's eyes, or no template can write it. */
  readonly mail: (MailPreview & { readonly address: string }) | null;
}

/** An event that came, with the mail that was made of it then. */
export type ExplainedStoredEvent = ExplainedEvent &
  Pick<StoredEvent, 'id' | 'level'> & {
    /** Up to {@link MOST_DELIVERIES} of them, newest first. */
    readonly became: readonly Delivery[];
  };

/** What explaining takes. */
export interface ExplainDeps {
  readonly storage: PlanStorage;
  readonly layout: MailLayout;
  readonly clock: Clock;
}

const MOST_DELIVERIES = 100;

const storedSchema = z.strictObject({ eventId: z.string().trim().min(1).max(100) });

/** Input of {@link explainStoredEvent}. */
export type ExplainStoredEventInput = z.input<typeof storedSchema>;

/**
 * Explains an event that came: what the rules of now make of it, as if it had come alone, and what became of it then.
 * @throws AppError `not-found`.
 */
export async function explainStoredEvent(
  deps: ExplainDeps & {
    readonly storage: {
      readonly events: Pick<EventStore, 'find'>;
      readonly outbox: Pick<OutboxStore, 'list'>;
    };
  },
  actor: Actor,
  input: ExplainStoredEventInput,
): Promise<ExplainedStoredEvent> {
  const { eventId } = parseInput(storedSchema, input, 'The request for an explanation');
  const { id, level, event, receivedAt } = await findEvent(deps.storage.events, actor, eventId);
  const [parts, became] = await Promise.all([
    loadPlanParts(deps.storage, level),
    deps.storage.outbox.list({ eventId: id }, { limit: MOST_DELIVERIES }),
  ]);
  return { id, level, became: became.items, ...explain(deps, parts, { event, receivedAt }) };
}

/** A payload and the source whose parser and rules apply to it. */
export interface PayloadToExplain {
  readonly sourceId: string;
  readonly body: Uint8Array;
  readonly contentType: string;
}

/** What a payload would come to. */
export type ExplainedPayload =
  | { readonly kind: 'events'; readonly events: readonly ExplainedEvent[] }
  | {
      readonly kind: 'quarantine';
      readonly reason: QuarantineReason;
      /** A sentence: where in the payload, and what was expected. */
      readonly explanation: string;
    };

/**
 * Explains a payload as if that source had brought it now, to what gathers now; nothing is stored and no signature is asked
 * for.
 * @throws AppError `not-found` for the source.
 */
export async function explainPayload(
  deps: ExplainDeps & {
    readonly storage: {
      readonly sources: Pick<SourceStore, 'find'>;
      readonly outbox: Pick<OutboxStore, 'lookAhead'>;
    };
  },
  actor: Actor,
  { sourceId, body, contentType }: PayloadToExplain,
): Promise<ExplainedPayload> {
  const source = await findSource(deps, actor, sourceId);
  const receivedAt = deps.clock.now();
  const parsed = sourceKind(source.kind).parse(
    { headers: { 'content-type': [contentType] }, body },
    receivedAt,
  );
  if (parsed.kind === 'quarantine')
    return { kind: 'quarantine', reason: parsed.reason, explanation: parsed.explanation };
  const parts = await loadPlanParts(deps.storage, source.level);
  const explained = parsed.events.map((event) => explain(deps, parts, { event, receivedAt }));
  const met = await metNow(
    deps.storage.outbox,
    explained.flatMap(({ deliveries }) => deliveries),
  );
  const withTimes = explained.map(({ deliveries, ...event }) => ({
    ...event,
    deliveries: deliveries.map((delivery) => ({
      ...delivery,
      timing: mailTimingOf(delivery, receivedAt, met.get(delivery) ?? NOTHING_GATHERS),
    })),
  }));
  return { kind: 'events', events: withTimes };
}

/** What each would join, and what was counted of its kind. */
async function metNow(
  outbox: Pick<OutboxStore, 'lookAhead'>,
  planned: readonly PlannedDelivery[],
): Promise<ReadonlyMap<PlannedDelivery, GatheringNow>> {
  const asked = planned.flatMap((delivery) => {
    const key = gatheringKeyOf(delivery);
    return key === null
      ? []
      : [{ delivery, key, ruleId: delivery.ruleId ?? '', address: delivery.recipient.address }];
  });
  if (asked.length === 0) return new Map();
  const found = await outbox.lookAhead(asked.map(({ key, ruleId, address }) => ({ key, ruleId, address })));
  return new Map(asked.map(({ delivery }, place) => [delivery, found[place] ?? NOTHING_GATHERS]));
}

interface Parts {
  readonly level: ExplainContext['level'];
  readonly organization: Organization | null;
  readonly rules: readonly AlertRule[];
  readonly silences: ExplainContext['silences'];
  readonly lists: readonly RecipientList[];
}

function explain(
  { layout, clock }: ExplainDeps,
  { organization, lists, ...parts }: Parts,
  { event, receivedAt }: Pick<StoredEvent, 'event' | 'receivedAt'>,
): ExplainedEvent {
  const home = {
    language: organization?.language ?? 'en',
    timeZone: organization?.timeZone ?? 'UTC',
    lists: membersByName(lists),
  } as const;
  const planned = explainEvent(event, { ...parts, ...home }, receivedAt);
  const explanation = {
    ...planned,
    deliveries: planned.deliveries.map((delivery) => ({
      ...delivery,
      timing: mailTimingOf(delivery, receivedAt, NOTHING_GATHERS),
    })),
  };
  const [first] = explanation.deliveries;
  if (first === undefined)
    return { ...explanation, event: withoutPrivateParts(event), receivedAt, mail: null };
  const { recipient, ruleId, data } = first;
  const preview = previewMessage({
    delivery: { ...recipient, id: 'preview', ruleId, data, stormUntil: null },
    event,
    receivedAt,
    gathered: null,
    answered: null,
    ruleName: parts.rules.find(({ id }) => id === ruleId)?.name ?? null,
    organization,
    layout,
    now: clock.now(),
  });
  const mail = preview === null ? null : { ...preview, address: recipient.address };
  return { ...explanation, event: withoutPrivateParts(event), receivedAt, mail };
}
