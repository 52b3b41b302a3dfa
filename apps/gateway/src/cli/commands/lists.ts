import {
  addListMembers,
  addRecipientList,
  findRecipientList,
  listRecipientLists,
  removeListMembers,
  removeRecipientList,
  type Language,
  type ListMember,
  type RecipientList,
} from '@postern/core';
import type { Command } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { levelNames } from '../level-names.ts';
import { levelOf, optionalLevel, withLevel } from '../level-options.ts';
import { printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface MemberOptions extends LevelOptions, JsonOption {
  readonly language?: Language;
  readonly timeZone?: string;
}

/** `postern lists`: recipients under one name, for rules. */
export const listsCommand: CommandDefinition = {
  add(program, context) {
    const lists = program
      .command('lists')
      .description('recipients under one name; rules have them as --to list:NAME');
    addAdd(lists, context);
    addList(lists, context);
    addShow(lists, context);
    addMembers(lists, context);
    addRemove(lists, context);
  },
};

function withMember(command: Command): Command {
  return withLevel(command)
    .option('--language <language>', 'for these addresses: en or fr; else the rule’s or the organization’s')
    .option('--time-zone <zone>', 'for these addresses; else the rule’s or the organization’s')
    .option('--json', 'print the list as JSON');
}

function membersOf(addresses: readonly string[], { language, timeZone }: MemberOptions) {
  return addresses.map((address) => ({ address, language: language ?? null, timeZone: timeZone ?? null }));
}

function addAdd(lists: Command, context: CommandContext): void {
  withMember(
    lists.command('add <name> <addresses...>').description('add a list, with whom it starts with'),
  ).action(async (name: string, addresses: readonly string[], options: MemberOptions) => {
    const { level } = await levelOf(context, options);
    const members = membersOf(addresses, options);
    const list = await addRecipientList(await context.services(), context.actor, { level, name, members });
    printList(context, list, options);
  });
}

function addList(lists: Command, context: CommandContext): void {
  const { io, actor } = context;
  withLevel(lists.command('list', { isDefault: true }).description('all lists, by name'))
    .option('--json', 'print them as JSON')
    .action(async ({ json, ...options }: LevelOptions & JsonOption) => {
      const named = await optionalLevel(context, options);
      const services = await context.services();
      const found = await listRecipientLists(services, actor, { level: named?.level });
      if (json === true) {
        printJson(io, found);
        return;
      }
      if (found.length === 0) {
        printLine(io, 'No lists. Add one: postern lists add oncall OPS@EXAMPLE --org NAME');
        return;
      }
      const nameOf = await levelNames(services, actor);
      printTable(
        io,
        ['name', 'level', 'members'],
        found.map(({ name, level, members }) => [name, nameOf(level), addressesOf(members)]),
      );
    });
}

function addShow(lists: Command, context: CommandContext): void {
  withLevel(lists.command('show <name>').description('who is on a list'))
    .option('--json', 'print it as JSON')
    .action(async (name: string, options: LevelOptions & JsonOption) => {
      const { level } = await levelOf(context, options);
      printList(
        context,
        await findRecipientList(await context.services(), context.actor, { level, name }),
        options,
      );
    });
}

function addMembers(lists: Command, context: CommandContext): void {
  withMember(
    lists
      .command('add-member <name> <addresses...>')
      .description('put people on a list; who is on it gets the language and zone given now'),
  ).action(async (name: string, addresses: readonly string[], options: MemberOptions) => {
    const { level } = await levelOf(context, options);
    const members = membersOf(addresses, options);
    const services = await context.services();
    const { list } = await addListMembers(services, context.actor, { level, name, members });
    printList(context, list, options);
  });
  withLevel(lists.command('remove-member <name> <addresses...>').description('take people off a list'))
    .option('--json', 'print the list as JSON')
    .action(async (name: string, addresses: readonly string[], options: LevelOptions & JsonOption) => {
      const { level } = await levelOf(context, options);
      const gone = { level, name, addresses: [...addresses] };
      const { list } = await removeListMembers(await context.services(), context.actor, gone);
      printList(context, list, options);
    });
}

function addRemove(lists: Command, context: CommandContext): void {
  withLevel(
    lists.command('remove <name>').description('remove a list that no rule names; the audit log keeps it'),
  ).action(async (typed: string, options: LevelOptions) => {
    const { level } = await levelOf(context, options);
    const services = await context.services();
    const { name } = await removeRecipientList(services, context.actor, { level, name: typed });
    printLine(context.io, `Removed the list "${name}".`);
  });
}

function printList({ io }: CommandContext, list: RecipientList, { json }: JsonOption): void {
  if (json === true) {
    printJson(io, list);
    return;
  }
  printLine(io, `List "${list.name}"; rules name it as list:${list.name}.`);
  printTable(
    io,
    ['address', 'language', 'time zone'],
    list.members.map(({ address, language, timeZone }) => [address, language ?? '–', timeZone ?? '–']),
  );
}

function addressesOf(members: readonly ListMember[]): string {
  return members.map(({ address }) => address).join(', ');
}
