import type { AuditChange } from '../audit/audit-entry.ts';
import type { ListMember, RecipientList } from './recipient-list.ts';

/** What differs between two states of a list, as the audit log shows it; null: it is not there, before or after. */
export function listChanges(
  before: RecipientList | null,
  after: RecipientList | null,
): readonly AuditChange[] {
  const old = shown(before);
  const new_ = shown(after);
  return (['name', 'members'] as const)
    .map((field) => ({ field, before: old?.[field] ?? null, after: new_?.[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

function shown(list: RecipientList | null): { readonly name: string; readonly members: string } | null {
  return list && { name: list.name, members: list.members.map(memberText).join(', ') };
}

function memberText({ address, language, timeZone }: ListMember): string {
  const own = [language, timeZone].filter((part) => part !== null);
  return own.length === 0 ? address : `${address} (${own.join(', ')})`;
}
