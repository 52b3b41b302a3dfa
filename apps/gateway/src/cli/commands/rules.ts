import {
  addRule,
  findRule,
  listRules,
  pauseRule,
  previewRule,
  previewRuleChange,
  removeRule,
  resumeRule,
  ruleMark,
  updateRule,
  type AlertRule,
  type Language,
  type NewRule,
  type RuleChange,
  type SavedRule,
} from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import { levelNames } from '../level-names.ts';
import { describePace, paceOf, withPace, type PaceOptions } from '../pace-options.ts';
import { levelOf, optionalLevel, withLevel } from '../level-options.ts';
import { printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { printRulePreview } from '../rule-preview.ts';
import { describeMatchers, matchersOf, withMatchers, type MatcherOptions } from '../rule-options.ts';
import { warnOfUnknownTypes } from '../unknown-types.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface RuleOptions extends LevelOptions, MatcherOptions, PaceOptions, JsonOption {
  readonly name?: string;
  readonly to?: readonly string[];
  readonly language?: Language;
  readonly timeZone?: string;
  readonly includeData?: readonly string[];
  readonly recovery?: boolean;
  readonly expectMark?: string;
  readonly dryRun?: boolean;
}

/** `postern rules`: which events make mail, and for whom. */
export const rulesCommand: CommandDefinition = {
  add(program, context) {
    const rules = program.command('rules').description('alert rules: which events make mail, and for whom');
    addAdd(rules, context);
    addList(rules, context);
    addSet(rules, context);
    addSwitches(rules, context);
  },
};

function addAdd(rules: Command, context: CommandContext): void {
  const add = withLevel(rules.command('add').description('add a rule; every matcher given must match'));
  withRule(add, '--to <address...>').action(async (options: RuleOptions) => {
    const { level } = await levelOf(context, options);
    const services = await context.services();
    const rule: NewRule = {
      level,
      ...(options.name === undefined ? {} : { name: options.name }),
      matchers: matchersOf(options),
      recipients: recipientsOf(options) ?? [],
      includeData: [...(options.includeData ?? [])],
      pace: paceOf(options),
      ...(options.recovery === undefined ? {} : { recovery: options.recovery }),
    };
    if (options.dryRun === true)
      printRulePreview(context.io, await previewRule(services, context.actor, rule), options);
    else printSaved(context, await addRule(services, context.actor, rule), options);
  });
}

function addSet(rules: Command, context: CommandContext): void {
  const set = rules.command('set <id>').description('change a rule; what is left out stays');
  set.option(
    '--expect-mark <mark>',
    'change it only if it is still as it was: the mark that `rules show` gave',
  );
  withRule(set, '--to <address...>').action(async (ruleId: string, options: RuleOptions) => {
    const recipients = recipientsOf(options);
    const services = await context.services();
    const change: RuleChange = {
      ruleId,
      ...(options.expectMark === undefined ? {} : { expectedMark: options.expectMark }),
      ...(options.name === undefined ? {} : { name: options.name }),
      matchers: matchersOf(options),
      ...(recipients === null ? {} : { recipients }),
      ...(options.includeData === undefined ? {} : { includeData: [...options.includeData] }),
      pace: paceOf(options),
      ...(options.recovery === undefined ? {} : { recovery: options.recovery }),
    };
    if (options.dryRun === true)
      printRulePreview(context.io, await previewRuleChange(services, context.actor, change), options);
    else printSaved(context, await updateRule(services, context.actor, change), options);
  });
}

function withRule(command: Command, to: string): Command {
  return withPace(withMatchers(command))
    .option(to, 'who gets mail: addresses, and lists as list:NAME')
    .option('--language <language>', 'for these addresses: en or fr; else the organization’s')
    .option('--time-zone <zone>', 'for these addresses; else the organization’s')
    .option(
      '--include-data <name...>',
      'names of payload data that the mail shows, such as OutputArguments.total',
    )
    .option('--recovery', 'whoever is told of a trouble is told of its end; so by default')
    .option('--no-recovery', 'nobody is told of an end, unless the rule wants that event itself')
    .option('--name <name>', 'its name; made from the rest if left out')
    .option('--dry-run', 'save nothing: say what mail it would have made of the last events')
    .option('--json', 'print the rule as JSON');
}

function recipientsOf({ to, language, timeZone }: RuleOptions) {
  if (to === undefined) return null;
  return to.map((address) => ({ address, language: language ?? null, timeZone: timeZone ?? null }));
}

function printSaved({ io }: CommandContext, { rule, unknownTypes }: SavedRule, { json }: JsonOption): void {
  warnOfUnknownTypes(io, unknownTypes);
  if (json === true) {
    printJson(io, rule);
    return;
  }
  printLine(io, `Rule "${rule.name}", id ${rule.id}: ${describeMatchers(rule.matchers)}`);
  printLine(io, `  to ${rule.recipients.map(({ address }) => address).join(', ')}`);
  printLine(io, `  ${whenOf(rule)}`);
}

function addList(rules: Command, context: CommandContext): void {
  withLevel(rules.command('list', { isDefault: true }).description('list rules'))
    .option('--json', 'print them as JSON')
    .action(async ({ json, ...options }: LevelOptions & JsonOption) => {
      const named = await optionalLevel(context, options);
      const services = await context.services();
      const found = await listRules(services, context.actor, { level: named?.level });
      if (json === true) {
        printJson(context.io, found);
        return;
      }
      if (found.length === 0) {
        printLine(context.io, 'No rules: events make no mail.');
        return;
      }
      const nameOf = await levelNames(services, context.actor);
      printTable(
        context.io,
        ['id', 'level', 'name', 'state', 'events', 'to', 'when'],
        found.map((rule) => [
          rule.id,
          nameOf(rule.level),
          rule.name,
          rule.state,
          describeMatchers(rule.matchers),
          addresses(rule),
          whenOf(rule),
        ]),
      );
    });

  rules
    .command('show <id>')
    .description('one rule')
    .option('--json', 'print it as JSON')
    .action(async (id: string, { json }: JsonOption) => {
      const rule = await findRule(await context.services(), context.actor, id);
      if (json === true) {
        printJson(context.io, { ...rule, mark: ruleMark(rule) });
        return;
      }
      printLine(context.io, `"${rule.name}", ${rule.state}: ${describeMatchers(rule.matchers)}`);
      printLine(context.io, `  to ${addresses(rule)}`);
      printLine(context.io, `  ${whenOf(rule)}`);
      if (rule.includeData.length > 0) printLine(context.io, `  showing ${rule.includeData.join(', ')}`);
      printLine(context.io, `  mark ${ruleMark(rule)}`);
    });
}

function addSwitches(rules: Command, context: CommandContext): void {
  for (const [word, run, description] of [
    ['pause', pauseRule, 'let it want nothing until it is resumed'],
    ['resume', resumeRule, 'let a paused rule want events again'],
  ] as const) {
    rules
      .command(`${word} <id>`)
      .description(description)
      .action(async (id: string) => {
        const { rule } = await run(await context.services(), context.actor, id);
        printLine(context.io, `The rule "${rule.name}" is ${rule.state}.`);
      });
  }
  rules
    .command('remove <id>')
    .description('remove it; the audit log keeps what it was')
    .action(async (id: string) => {
      const rule = await removeRule(await context.services(), context.actor, id);
      printLine(context.io, `Removed the rule "${rule.name}".`);
    });
}

function addresses({ recipients }: AlertRule): string {
  return recipients.map(({ address }) => address).join(', ');
}

function whenOf({ pace, recovery }: AlertRule): string {
  return recovery ? describePace(pace) : `${describePace(pace)}, no recovery mail`;
}
