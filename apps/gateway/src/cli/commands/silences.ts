import { actorLabel, addSilence, endSilence, listSilences } from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { levelNames } from '../level-names.ts';
import { levelOf, optionalLevel, withLevel } from '../level-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { describeMatchers, matchersOf, withMatchers, type MatcherOptions } from '../rule-options.ts';
import { warnOfUnknownTypes } from '../unknown-types.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface AddOptions extends LevelOptions, MatcherOptions, JsonOption {
  readonly until: string;
  readonly from?: string;
  readonly because: string;
}

/** `postern silences`: events that make no mail for a while. */
export const silencesCommand: CommandDefinition = {
  add(program, context) {
    const silences = program
      .command('silences')
      .description('timed mutes: matching events are kept and make no mail meanwhile');
    addAdd(silences, context);
    addList(silences, context);
    addEnd(silences, context);
  },
};

function addAdd(silences: Command, context: CommandContext): void {
  const add = withLevel(
    silences.command('add').description('mute matching events; without a matcher, all of the level'),
  );
  withMatchers(add)
    .requiredOption('--until <when>', 'its end: 30m, 2h, 3d, 18:00, 2026-12-01 18:00 (in the level’s zone)')
    .option('--from <when>', 'its start, likewise; now if left out')
    .requiredOption('--because <reason>', 'why, for whoever wonders where the mail is')
    .option('--json', 'print it as JSON')
    .action(async (options: AddOptions) => {
      const { level } = await levelOf(context, options);
      const services = await context.services();
      const { silence, unknownTypes } = await addSilence(services, context.actor, {
        level,
        matchers: matchersOf(options),
        reason: options.because,
        ...(options.from === undefined ? {} : { from: options.from }),
        until: options.until,
      });
      warnOfUnknownTypes(context.io, unknownTypes);
      if (options.json === true) {
        printJson(context.io, silence);
        return;
      }
      printLine(context.io, `Silence ${silence.id}: ${describeMatchers(silence.matchers)}`);
      printLine(context.io, `  from ${instant(silence.startsAt)} until ${instant(silence.endsAt)}`);
    });
}

function addList(silences: Command, context: CommandContext): void {
  const { io, actor } = context;
  withLevel(silences.command('list', { isDefault: true }).description('list silences, oldest first'))
    .option('--all', 'those that are over, too')
    .option('--json', 'print them as JSON')
    .action(async ({ json, all, ...options }: LevelOptions & JsonOption & { readonly all?: boolean }) => {
      const named = await optionalLevel(context, options);
      const services = await context.services();
      const found = await listSilences(services, actor, { level: named?.level, over: all === true });
      if (json === true) {
        printJson(io, found);
        return;
      }
      if (found.length === 0) {
        printLine(io, 'No silences.');
        return;
      }
      const nameOf = await levelNames(services, actor);
      printTable(
        io,
        ['id', 'level', 'state', 'from', 'until', 'events', 'because', 'by'],
        found.map((silence) => [
          silence.id,
          nameOf(silence.level),
          silence.state,
          instant(silence.startsAt),
          instant(silence.endsAt),
          describeMatchers(silence.matchers),
          silence.reason,
          actorLabel(silence.createdBy),
        ]),
      );
    });
}

function addEnd(silences: Command, context: CommandContext): void {
  silences
    .command('end <ids...>')
    .description('end them now; what they muted can be sent by hand: postern deliveries replay')
    .action(async (ids: readonly string[]) => {
      const services = await context.services();
      for (const id of ids) {
        await endSilence(services, context.actor, { id });
        printLine(context.io, `${id}: ended.`);
      }
    });
}
