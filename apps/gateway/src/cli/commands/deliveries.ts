import {
  DELIVERY_STATES,
  listDeliveries,
  listMembers,
  replayDelivery,
  showDelivery,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryDetails,
  type DeliveryState,
} from '@postern/core';
import { Option, type Command } from 'commander';
import type { CommandIo } from '../command-io.ts';
import type { CommandContext } from '../command-context.ts';
import { exportPages, withFormat, type ExportOptions } from '../export-pages.ts';
import { levelNames } from '../level-names.ts';
import { filterOf, withFilter, type FilterOptions } from '../list-filter.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { printPage } from '../print-page.ts';
import { reasonText } from '../reason-text.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Filter extends FilterOptions {
  readonly state?: DeliveryState;
  readonly event?: string;
  readonly to?: string;
}

const HEAD = ['id', 'level', 'created', 'to', 'event', 'state', 'why', 'next try'];

/** `postern deliveries`: what became of every mail. */
export const deliveriesCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    const deliveries = program.command('deliveries').description('mail on its way, sent and failed');

    withChoices(withList(deliveries.command('list', { isDefault: true }).description('newest first'))).action(
      async (options: Filter & ListOptions) => list(context, options),
    );

    withChoices(withFormat(deliveries.command('export').description('all of them, newest first'))).action(
      async (options: Filter & ExportOptions) => exportAll(context, options),
    );

    deliveries
      .command('show <id>')
      .description('one delivery with its timeline')
      .option('--json', 'print it as JSON')
      .action(async (id: string, { json }: { readonly json?: boolean }) => show(context, id, json === true));

    withList(
      deliveries
        .command('events <id>')
        .description('the events that a digest or a mail about a storm is about'),
    ).action(async (id: string, options: ListOptions) => listEvents(context, id, options));

    deliveries
      .command('replay <ids...>')
      .description('send failed, expired or waiting ones again, now')
      .option('--json', 'print the outcomes as JSON')
      .action(async (ids: readonly string[], { json }: { readonly json?: boolean }) => {
        const services = await context.services();
        const replayed = [];
        for (const id of ids) replayed.push(await replayDelivery(services, actor, { id }));
        if (json === true) {
          printJson(io, replayed);
          return;
        }
        for (const { id, before } of replayed) printLine(io, `${id}: was ${before}, is due now.`);
      });
  },
};

function withChoices(command: Command): Command {
  return withFilter(command)
    .addOption(new Option('--state <state>', 'only in this state').choices(DELIVERY_STATES))
    .option('--event <id>', 'only about this event')
    .option('--to <address>', 'only to this address');
}

async function list(context: CommandContext, options: Filter & ListOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const page = await listDeliveries(services, actor, {
    ...(await chosenBy(context, options)),
    ...pageOf(options),
  });
  const nameOf = await levelNames(services, actor);
  if (options.json === true) {
    const items = page.items.map((delivery) => ({ ...delivery, levelName: nameOf(delivery.level) }));
    printJson(io, { items, next: page.next });
    return;
  }
  printPage(io, page, {
    none: 'No deliveries.',
    head: HEAD,
    row: (delivery) => row(delivery, nameOf(delivery.level)),
  });
}

async function exportAll(context: CommandContext, options: Filter & ExportOptions): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const filter = await chosenBy(context, options);
  const nameOf = await levelNames(services, actor);
  await exportPages(io, {
    format: options.format,
    head: HEAD,
    row: (delivery: Delivery) => row(delivery, nameOf(delivery.level)),
    page: (cursor) => listDeliveries(services, actor, { ...filter, limit: 500, ...cursor }),
  });
}

async function chosenBy(context: CommandContext, { state, event, to, ...options }: Filter) {
  return {
    ...(await filterOf(context, options)),
    ...(state === undefined ? {} : { state }),
    ...(event === undefined ? {} : { eventId: event }),
    ...(to === undefined ? {} : { address: to }),
  };
}

function row(delivery: Delivery, level: string): readonly string[] {
  const { id, createdAt, address, eventType, state, maybeDuplicate, reason, dueAt } = delivery;
  const shown = maybeDuplicate ? `${state} (maybe twice)` : state;
  return [
    id,
    level,
    instant(createdAt),
    address,
    eventType,
    shown,
    reason === null ? '' : reasonText(reason),
    dueAt === null ? '' : instant(dueAt),
  ];
}

async function show(context: CommandContext, id: string, json: boolean): Promise<void> {
  const { io, actor } = context;
  const services = await context.services();
  const details = await showDelivery(services, actor, { id });
  if (json) {
    printJson(io, { ...details, events: await listMembers(services, actor, { id, limit: 500 }) });
    return;
  }
  const { delivery, event, receivedAt, gathered, timeline } = details;
  const nameOf = await levelNames(services, actor);
  printTable(
    io,
    ['delivery', delivery.id],
    [
      ['level', nameOf(delivery.level)],
      ['to', delivery.address],
      ['state', delivery.state],
      ['why', delivery.reason === null ? '–' : reasonText(delivery.reason)],
      ['possible duplicate', delivery.maybeDuplicate ? 'yes: an earlier reply was lost' : 'no'],
      ['event', `${event.type} (${event.severity})${event.subject === null ? '' : `: ${event.subject}`}`],
      ['received', instant(receivedAt)],
      ['next try', instant(delivery.dueAt)],
      ['expires', instant(delivery.expiresAt)],
      ...(delivery.thread === null ? [] : [['answers', `the mail of delivery ${delivery.thread}`]]),
      ...(delivery.messageId === null ? [] : [['Message-ID', `<${delivery.messageId}>`]]),
    ],
  );
  if (gathered !== null) {
    printGathered(io, gathered);
    const events = await listMembers(services, actor, { id, limit: FIRST_EVENTS });
    printLine(io);
    printEvents(io, events.items);
    if (events.next !== null)
      printLine(io, `More: postern deliveries events ${delivery.id} --cursor ${events.next}`);
  }
  if (timeline.length === 0) return;
  printLine(io);
  printTable(
    io,
    ['when', 'state', 'why', 'stage', 'server', 'reply'],
    timeline.map((line) => [
      instant(line.at),
      line.state,
      line.reason === null ? '' : reasonText(line.reason),
      line.stage ?? '',
      line.server ?? '',
      replyOf(line),
    ]),
  );
}

/** A server's words on success have its codes already. */
function replyOf({ replyCode, enhancedCode, text }: DeliveryAttempt): string {
  const codes = [replyCode, enhancedCode].filter((part) => part !== null).join(' ');
  if (text === null || text.startsWith(codes)) return text ?? codes;
  return `${codes} ${text}`;
}

/** So many events of a mail about many are shown beside it. */
const FIRST_EVENTS = 20;

async function listEvents({ io, actor, ...context }: CommandContext, id: string, options: ListOptions) {
  const { items, next } = await listMembers(await context.services(), actor, { id, ...pageOf(options) });
  if (options.json === true) {
    printJson(io, { items, next });
    return;
  }
  if (items.length === 0) printLine(io, 'No others: it is about one event.');
  else printEvents(io, items);
  if (next !== null) printLine(io, `More: --cursor ${next}`);
}

function printEvents(io: CommandIo, events: Awaited<ReturnType<typeof listMembers>>['items']): void {
  printTable(
    io,
    ['event', 'received', 'type', 'name', 'what'],
    events.map(({ eventId, at, type, severity, name, state, exception }) => [
      eventId,
      instant(at),
      `${type} (${severity})`,
      name ?? '',
      exception ?? state ?? '',
    ]),
  );
}

/** What a mail about many events is about, by kinds: there may be a hundred thousand events. */
function printGathered(
  io: CommandIo,
  { kind, count, kinds, groups }: NonNullable<DeliveryDetails['gathered']>,
): void {
  printLine(io);
  printTable(
    io,
    [`${kind} of ${String(count)} events`, 'times', 'name', 'first', 'last', 'mostly'],
    groups.map((group) => [
      `${group.type} (${group.severity})`,
      String(group.count),
      group.name ?? '',
      instant(group.firstAt),
      instant(group.lastAt),
      group.exception ?? '',
    ]),
  );
  if (kinds > groups.length) printLine(io, `And ${String(kinds - groups.length)} more kinds.`);
}
