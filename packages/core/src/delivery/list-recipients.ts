import type { Actor } from '../access/actor.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { expandRecipients } from '../alerts/expand-recipients.ts';
import { listRules } from '../alerts/list-rules.ts';
import type { RuleStore } from '../alerts/rule-store.ts';
import type { Level } from '../kernel/level.ts';
import { mailboxKey } from '../kernel/mail-address.ts';
import { listRecipientLists } from '../lists/list-recipient-lists.ts';
import type { ListStore } from '../lists/list-store.ts';
import { membersByName } from '../lists/members-by-name.ts';
import type { Delivery } from './delivery.ts';
import type { OutboxStore } from './outbox-store.ts';

/** One mailbox that rules of a level name, themselves or by a list. */
export interface Recipient {
  readonly address: string;
  /** The rules that name it, oldest first. */
  readonly rules: readonly (Pick<AlertRule, 'id' | 'name' | 'state'> & {
    /** The list of the rule that it is on; null: the rule names it itself. */
    readonly list: string | null;
  })[];
  /** The newest delivery to it, if it is among the last {@link LAST_DELIVERIES} of the level. */
  readonly last: Delivery | null;
}

/** So many deliveries of the level are looked at. */
const LAST_DELIVERIES = 500;

/**
 * Who gets mail by the rules of a level, by address, with what became of the last mail to them.
 * @throws AppError `not-allowed`.
 */
export async function listRecipients(
  deps: {
    readonly storage: {
      readonly rules: Pick<RuleStore, 'list'>;
      readonly lists: Pick<ListStore, 'list'>;
      readonly outbox: Pick<OutboxStore, 'list'>;
    };
  },
  actor: Actor,
  { level }: { readonly level: Level },
): Promise<readonly Recipient[]> {
  const rules = await listRules(deps, actor, { level });
  const { items } = await deps.storage.outbox.list({ level }, { limit: LAST_DELIVERIES });
  const last = new Map(items.toReversed().map((delivery) => [mailboxKey(delivery.address), delivery]));
  const members = membersByName(await listRecipientLists(deps, actor, { level }));
  const named = rules.flatMap((rule) =>
    expandRecipients(rule, members).map(({ address, list }) => ({ address, rule, list })),
  );
  const byMailbox = Map.groupBy(named, ({ address }) => mailboxKey(address));
  return [...byMailbox]
    .map(([key, ones]): Recipient => ({
      address: ones[0]?.address ?? key,
      rules: ones.map(({ rule: { id, name, state }, list }) => ({ id, name, state, list })),
      last: last.get(key) ?? null,
    }))
    .toSorted((one, other) => (one.address < other.address ? -1 : 1));
}
