import type { RulePreview } from '@postern/core';
import type { CommandIo } from './command-io.ts';
import { describePace } from './pace-options.ts';
import { instant, printJson, printLine } from './print.ts';
import { printTable } from './print-table.ts';
import { describeMatchers } from './rule-options.ts';
import { timingText } from './timing-text.ts';
import { warnOfUnknownTypes } from './unknown-types.ts';

/** Prints what a rule would be, and what mail it would have made of the last events; nothing was saved. */
export function printRulePreview(
  io: CommandIo,
  preview: RulePreview,
  { json }: { readonly json?: boolean },
): void {
  const { rule, unknownTypes, seen, matched, mails } = preview;
  warnOfUnknownTypes(io, unknownTypes);
  if (json === true) {
    printJson(io, preview);
    return;
  }
  printLine(io, `Rule "${rule.name}": ${describeMatchers(rule.matchers)}`);
  printLine(io, `  to ${rule.recipients.map(({ address }) => address).join(', ')}`);
  printLine(io, `  ${describePace(rule.pace)}`);
  if (seen === 0) printLine(io, 'No event came yet, so there is nothing to try it on.');
  else
    printLine(
      io,
      `It would have matched ${String(matched.length)} of the last ${String(seen)} events: ${String(mails)} ${mails === 1 ? 'mail' : 'mails'} to each recipient.`,
    );
  if (matched.length > 0)
    printTable(
      io,
      ['event', 'received', 'type', 'severity', 'mail'],
      matched.map(({ id, event, receivedAt, timing }) => [
        id,
        instant(receivedAt),
        event.type,
        event.severity,
        timingText(timing),
      ]),
    );
  printLine(io, 'Nothing was saved.');
}
