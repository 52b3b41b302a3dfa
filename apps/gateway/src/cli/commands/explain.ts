import {
  AppError,
  explainPayload,
  explainStoredEvent,
  listReference,
  MISMATCH_TEXTS,
  type ExplainedEvent,
  type ExplainedStoredEvent,
} from '@postern/core';
import { readFile } from 'node:fs/promises';
import type { CommandContext } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { reasonText } from '../reason-text.ts';
import { timingText } from '../timing-text.ts';
import { describeMatchers } from '../rule-options.ts';

interface PayloadOptions {
  readonly source: string;
  readonly file?: string;
  readonly json?: boolean;
}

/** `postern explain`: which rules match an event and why not, who gets it, and what the mail says. */
export const explainCommand: CommandDefinition = {
  add(program, context) {
    const { io } = context;
    const explain = program
      .command('explain')
      .description('which rules match an event and why not, who gets it, and what the mail says');

    explain
      .command('event <id>')
      .description(
        'an event that came (postern events lists them), by the rules of now, and what became of it',
      )
      .option('--json', 'print it as JSON')
      .action(async (eventId: string, { json }: { readonly json?: boolean }) => {
        const explained = await explainStoredEvent(await context.services(), context.actor, { eventId });
        if (json === true) {
          printJson(io, explained);
          return;
        }
        printExplained(context, explained);
        printBecame(context, explained);
      });

    explain
      .command('payload')
      .description('a payload, as if a source had brought it now; nothing is stored')
      .requiredOption('--source <id>', 'the source whose parser and rules apply')
      .option('--file <path>', 'the payload; standard input if left out')
      .option('--json', 'print it as JSON')
      .action((options: PayloadOptions) => payload(context, options));
  },
};

async function payload(context: CommandContext, { source, file, json }: PayloadOptions): Promise<void> {
  const { io } = context;
  const body = file === undefined ? Buffer.from(await io.readInput()) : await readPayload(file);
  const explained = await explainPayload(await context.services(), context.actor, {
    sourceId: source,
    body,
    contentType: 'application/json',
  });
  if (explained.kind === 'quarantine') context.exitWith(EXIT.failed);
  if (json === true) {
    printJson(io, explained);
    return;
  }
  if (explained.kind === 'quarantine') {
    printLine(io, `It would go to quarantine: ${explained.reason}. ${explained.explanation}`);
    return;
  }
  for (const event of explained.events) printExplained(context, event);
}

async function readPayload(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new AppError('input-invalid', `The file "${path}" cannot be read.`);
  }
}

function printExplained({ io }: CommandContext, explained: ExplainedEvent): void {
  const { event, receivedAt, rules, silence, addressee, deliveries, mail } = explained;
  printTable(
    io,
    ['event', event.type],
    [
      ['severity', event.severity],
      ['subject', event.subject ?? '–'],
      ['received', instant(receivedAt)],
      [
        'silence',
        silence === null ? '–' : `${silence.reason}, until ${instant(silence.endsAt)} [${silence.id}]`,
      ],
      ['addressee', ADDRESSEES[addressee]],
    ],
  );
  printLine(io);
  if (rules.length === 0) printLine(io, 'No rules at this level.');
  else
    printTable(
      io,
      ['rule', 'verdict', 'events', 'id'],
      rules.map(({ rule, mismatch }) => [
        rule.name,
        mismatch === null ? 'matches' : MISMATCH_TEXTS[mismatch].en,
        describeMatchers(rule.matchers),
        rule.id,
      ]),
    );
  printLine(io);
  if (deliveries.length === 0) printLine(io, 'Nobody gets mail about it.');
  else
    printTable(
      io,
      ['mail to', 'when'],
      deliveries.map(({ ruleId, recipient: { address }, timing }) => {
        const { recipients } = rules.find(({ rule }) => rule.id === ruleId) ?? { recipients: [] };
        const list = recipients.find((one) => one.address === address)?.list ?? null;
        return [list === null ? address : `${address} (${listReference(list)})`, timingText(timing)];
      }),
    );
  if (mail === null) return;
  printLine(io);
  printLine(io, `The mail to ${mail.address}:`);
  printLine(io, `Subject: ${mail.subject}`);
  printLine(io);
  printLine(io, mail.text);
}

const ADDRESSEES: Readonly<Record<ExplainedEvent['addressee'], string>> = {
  none: '–',
  mailed: 'the person that it names, through no rule',
  'not-from-host': 'none: an organization’s source may not choose whom the host mails',
};

function printBecame({ io }: CommandContext, { became }: ExplainedStoredEvent): void {
  printLine(io);
  if (became.length === 0) {
    printLine(io, 'When it came, it made no mail, or folded into an earlier copy of it.');
    return;
  }
  printTable(
    io,
    ['delivery', 'to', 'state', 'why'],
    became.map(({ id, address, state, reason }) => [
      id,
      address,
      state,
      reason === null ? '–' : reasonText(reason),
    ]),
  );
}
