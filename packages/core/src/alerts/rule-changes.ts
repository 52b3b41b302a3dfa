import type { AuditChange } from '../audit/audit-entry.ts';
import { writePace } from './write-pace.ts';
import type { AlertRule, Matchers, RuleRecipient } from './alert-rule.ts';

/** A rule's fields as the audit log shows them. */
function shown(rule: AlertRule): Readonly<Record<string, string | null>> {
  return {
    name: rule.name,
    state: rule.state,
    ...shownMatchers(rule.matchers),
    recipients: list(rule.recipients.map(recipientText)),
    includeData: list(rule.includeData),
    ...writePace(rule.pace),
    recovery: rule.recovery ? null : 'off',
  };
}

/** Matchers as the audit log shows them; null: this one matches anything. */
export function shownMatchers(matchers: Matchers): Readonly<Record<keyof Matchers, string | null>> {
  return {
    types: list(matchers.types),
    minimumSeverity: matchers.minimumSeverity,
    tenants: list(matchers.tenants),
    folders: list(matchers.folders),
    processes: list(matchers.processes),
    robots: list(matchers.robots),
    queues: list(matchers.queues),
    texts: list(matchers.texts),
  };
}

/** What differs between two states of a rule; null: it is not there, before or after. */
export function ruleChanges(before: AlertRule | null, after: AlertRule | null): readonly AuditChange[] {
  const old = before === null ? {} : shown(before);
  const new_ = after === null ? {} : shown(after);
  return Object.keys({ ...old, ...new_ })
    .map((field) => ({ field, before: old[field] ?? null, after: new_[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

function list(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(', ');
}

function recipientText({ address, language, timeZone }: RuleRecipient): string {
  const own = [language, timeZone].filter((part) => part !== null);
  return own.length === 0 ? address : `${address} (${own.join(', ')})`;
}
