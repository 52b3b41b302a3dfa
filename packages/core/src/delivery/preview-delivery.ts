import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { RuleStore } from '../alerts/rule-store.ts';
import type { EventStore } from '../events/event-store.ts';
import type { Clock } from '../kernel/clock.ts';
import { parseInput } from '../kernel/parse.ts';
import type { MailLayout } from '../mail/mail-layout.ts';
import { previewMessage, type MailPreview } from '../mail/preview-message.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { findDelivery } from './find-delivery.ts';
import { lookUpThread } from './look-up-thread.ts';
import type { OutboxStore } from './outbox-store.ts';

const previewSchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link previewDelivery}. */
export type PreviewDeliveryInput = z.input<typeof previewSchema>;

/**
 * What the mail of a delivery says, written again from its event; null when it is for one person's eyes, or no template
 * can write it. Mails are not kept: after an upgrade of the templates it may read differently from what was sent.
 * @throws AppError `not-found`.
 */
export async function previewDelivery(
  deps: {
    readonly storage: {
      readonly outbox: Pick<OutboxStore, 'find' | 'thread'>;
      readonly events: Pick<EventStore, 'find'>;
      readonly rules: Pick<RuleStore, 'find'>;
      readonly organizations: Pick<OrganizationStore, 'findById'>;
    };
    readonly layout: MailLayout;
    readonly clock: Clock;
  },
  actor: Actor,
  input: PreviewDeliveryInput,
): Promise<MailPreview | null> {
  const { id } = parseInput(previewSchema, input, 'The request for a mail');
  const { outbox, rules, organizations } = deps.storage;
  const { delivery, event, receivedAt, gathered } = await findDelivery(outbox, { actor, action: 'read', id });
  const { level, ruleId } = delivery;
  const [rule, organization, thread] = await Promise.all([
    ruleId === null ? null : rules.find(ruleId),
    level.kind === 'host' ? null : organizations.findById(level.organizationId),
    lookUpThread(deps.storage, { delivery, event }),
  ]);
  return previewMessage({
    delivery,
    event,
    receivedAt,
    gathered,
    answered: thread?.answered ?? null,
    ruleName: rule?.name ?? null,
    organization,
    layout: deps.layout,
    now: delivery.endedAt ?? deps.clock.now(),
  });
}
