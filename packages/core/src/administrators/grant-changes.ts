import type { AuditChange } from '../audit/audit-entry.ts';
import type { GrantHolder } from './grant.ts';

/** A right's coming (`after`) or going (`before`) for the audit log. */
export function grantChanges(holder: GrantHolder, side: 'before' | 'after'): readonly AuditChange[] {
  const field = holder.kind === 'user' ? 'administrator' : 'administrator group';
  const none = { before: null, after: null };
  return [{ field, ...none, [side]: holderLabel(holder) }];
}

/** The holder as one short text for lists and logs, such as `T1/U2`. */
export function holderLabel(holder: GrantHolder): string {
  return `${holder.teamId}/${holder.kind === 'user' ? holder.userId : holder.groupId}`;
}
