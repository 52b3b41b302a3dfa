import { listNameOf } from '../lists/list-reference.ts';
import type { AlertRule } from './alert-rule.ts';

/** The lists that a rule has among its recipients. */
export function namedLists({ recipients }: Pick<AlertRule, 'recipients'>): readonly string[] {
  return recipients.map(({ address }) => listNameOf(address)).filter((name) => name !== null);
}
