import { mailboxKey } from '../kernel/mail-address.ts';
import { listNameOf } from '../lists/list-reference.ts';
import type { ListMember } from '../lists/recipient-list.ts';
import type { AlertRule, RuleRecipient } from './alert-rule.ts';

/** One mailbox that a rule means, with the list that brought it; null: the rule names it itself. */
export interface ExpandedRecipient extends RuleRecipient {
  readonly list: string | null;
}

/**
 * The mailboxes that a rule means, in its order, each once: one that it names itself counts before what lists say of it.
 * A member's own language and zone win over those that the rule gives its list.
 * @param lists the members of the lists of the rule's level, by name
 */
export function expandRecipients(
  { recipients }: Pick<AlertRule, 'recipients'>,
  lists: ReadonlyMap<string, readonly ListMember[]>,
): readonly ExpandedRecipient[] {
  const expanded = recipients.flatMap((recipient): readonly ExpandedRecipient[] => {
    const list = listNameOf(recipient.address);
    if (list === null) return [{ ...recipient, list }];
    return (lists.get(list) ?? []).map((member) => ({
      address: member.address,
      language: member.language ?? recipient.language,
      timeZone: member.timeZone ?? recipient.timeZone,
      list,
    }));
  });
  const byMailbox = new Map<string, ExpandedRecipient>();
  for (const one of expanded) {
    const key = mailboxKey(one.address);
    const before = byMailbox.get(key);
    if (before === undefined || (before.list !== null && one.list === null)) byMailbox.set(key, one);
  }
  return [...byMailbox.values()];
}
