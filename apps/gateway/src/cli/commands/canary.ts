import {
  actorLabel,
  AppError,
  listCanaries,
  removeCanary,
  scheduleWords,
  sendCanary,
  setCanary,
  showCanary,
  type ShownCanary,
} from '@postern/core';
import type { Command } from 'commander';
import { canaryText } from '../canary-text.ts';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { levelNames } from '../level-names.ts';
import { levelOf, withLevel } from '../level-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface SetOptions extends LevelOptions, JsonOption {
  readonly to: string;
  readonly every?: string;
  readonly at?: string;
}

/** `postern canary`: a mail that goes out by itself, to show that mail does. */
export const canaryCommand: CommandDefinition = {
  add(program, context) {
    const canary = program
      .command('canary')
      .description(
        'a mail by schedule, to show that the mail of a level goes out; when it does not, it is told',
      );
    addSet(canary, context);
    addList(canary, context);
    addShow(canary, context);
    addSend(canary, context);
    addRemove(canary, context);
  },
};

function addSet(canary: Command, context: CommandContext): void {
  withLevel(
    canary
      .command('set')
      .description('set it, in the place of what the level had; daily at 06:00 by default'),
  )
    .requiredOption('--to <address>', 'who gets it')
    .option('--every <length>', 'so often: 15m to 7d, such as 6h or 1d')
    .option(
      '--at <times>',
      'at times of day in the level’s zone: 06:00, "06:00, 14:00" or "weekdays at 06:00"',
    )
    .option('--json', 'print it as JSON')
    .action(async (options: SetOptions) => {
      const { level, name } = await levelOf(context, options);
      const schedule = scheduleOf(options);
      const canary = await setCanary(await context.services(), context.actor, {
        level,
        address: options.to,
        ...(schedule === undefined ? {} : { schedule }),
      });
      if (options.json === true) {
        printJson(context.io, canary);
        return;
      }
      const { address, nextAt } = canary;
      const when = scheduleWords.write(canary.schedule);
      printLine(context.io, `Canary of ${name}: ${when} to ${address}, the next one ${instant(nextAt)}.`);
      printLine(context.io, `  One now: postern canary send ${flagOf(options)}`);
    });
}

function scheduleOf({ every, at }: SetOptions): string | undefined {
  if (every !== undefined && at !== undefined)
    throw new AppError('input-invalid', 'Give either --every or --at, not both.');
  return every === undefined ? at : `every ${every}`;
}

function addList(canary: Command, context: CommandContext): void {
  const { io, actor } = context;
  canary
    .command('list', { isDefault: true })
    .description('the canaries of all levels')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: JsonOption) => {
      const services = await context.services();
      const canaries = await listCanaries(services, actor);
      if (json === true) {
        printJson(io, canaries);
        return;
      }
      if (canaries.length === 0) {
        printLine(io, 'No canaries. Set one: postern canary set --host --to YOU@EXAMPLE');
        return;
      }
      const nameOf = await levelNames(services, actor);
      printTable(
        io,
        ['level', 'to', 'when', 'next', 'last delivered', 'last one'],
        canaries.map((one) => [
          nameOf(one.level),
          one.address,
          scheduleWords.write(one.schedule),
          instant(one.nextAt),
          instant(one.deliveredAt),
          canaryText(one),
        ]),
      );
    });
}

function addShow(canary: Command, context: CommandContext): void {
  withLevel(canary.command('show').description('one canary, and what became of the last mail'))
    .option('--json', 'print it as JSON')
    .action(async (options: LevelOptions & JsonOption) => {
      const { level, name } = await levelOf(context, options);
      const shown = await showCanary(await context.services(), context.actor, { level });
      if (options.json === true) printJson(context.io, shown);
      else printShown(context, name, shown);
    });
}

function printShown({ io }: CommandContext, name: string, { canary, standing, timeline }: ShownCanary): void {
  const { address, schedule, nextAt, deliveredAt, last, setBy, setAt } = canary;
  printLine(io, `Canary of ${name}: ${scheduleWords.write(schedule)} to ${address}`);
  printLine(io, `  last one:       ${canaryText({ last, standing, nextAt })}`);
  printLine(io, `  last delivered: ${instant(deliveredAt)}`);
  printLine(io, `  next one:       ${instant(nextAt)}`);
  printLine(io, `  set by:         ${actorLabel(setBy)}, ${instant(setAt)}`);
  if (last !== null) printLine(io, `  delivery:       ${last.deliveryId}`);
  for (const { at, state, server, text } of timeline ?? [])
    printLine(
      io,
      `    ${instant(at)}  ${state}  ${[server, text].filter((part) => part !== null).join(': ')}`,
    );
}

function addSend(canary: Command, context: CommandContext): void {
  withLevel(canary.command('send').description('send one now, whenever the next one is due')).action(
    async (options: LevelOptions) => {
      const { level } = await levelOf(context, options);
      const { address, last } = await sendCanary(await context.services(), context.actor, { level });
      printLine(context.io, `A canary to ${address} is in the outbox: delivery ${last?.deliveryId ?? ''}.`);
      printLine(context.io, `  What became of it: postern canary show ${flagOf(options)}`);
    },
  );
}

function addRemove(canary: Command, context: CommandContext): void {
  withLevel(canary.command('remove').description('take it away')).action(async (options: LevelOptions) => {
    const { level, name } = await levelOf(context, options);
    await removeCanary(await context.services(), context.actor, { level });
    printLine(context.io, `${name} has no canary any more.`);
  });
}

function flagOf({ host, org }: LevelOptions): string {
  return host === true ? '--host' : `--org ${org ?? ''}`;
}
