import type { AlertRule } from './alert-rule.ts';

const LONGEST = 120;

/** A name for a rule that nobody named: what it wants and who gets it, such as `job.faulted → ops@acme.example`. */
export function defaultRuleName({
  matchers,
  recipients,
}: Pick<AlertRule, 'matchers' | 'recipients'>): string {
  const things = [
    ...matchers.processes,
    ...matchers.robots,
    ...matchers.queues,
    ...matchers.folders,
    ...matchers.tenants,
  ];
  const what = [firstOf(matchers.types) ?? '*', firstOf(things)].filter((part) => part !== null).join(' ');
  const name = `${what} → ${firstOf(recipients.map(({ address }) => address)) ?? '?'}`;
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).toWellFormed()}…`;
}

function firstOf(list: readonly string[]): string | null {
  const [first, ...others] = list;
  if (first === undefined) return null;
  return others.length === 0 ? first : `${first} +${String(others.length)}`;
}
