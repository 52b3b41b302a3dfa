import {
  dismissQuarantined,
  listQuarantine,
  replayQuarantined,
  showQuarantined,
  type QuarantinedReport,
} from '@postern/core';
import { Option } from 'commander';
import type { LevelOptions } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { levelNames } from '../level-names.ts';
import { optionalLevel, withLevel } from '../level-options.ts';
import { pageOf, withList, type ListOptions } from '../list-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { printPage } from '../print-page.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Options extends LevelOptions, ListOptions {
  readonly state?: QuarantinedReport['state'];
}

interface JsonOption {
  readonly json?: boolean;
}

/** `postern quarantine`: what came in signed, but could not be turned into mail. */
export const quarantineCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    const quarantine = program
      .command('quarantine')
      .description('accepted reports that could not be turned into mail');

    withList(withLevel(quarantine.command('list', { isDefault: true }).description('newest first')))
      .addOption(
        new Option('--state <state>', 'only in this state').choices(['held', 'replayed', 'dismissed']),
      )
      .action(async (options: Options) => {
        const level = (await optionalLevel(context, options))?.level ?? null;
        const services = await context.services();
        const page = await listQuarantine(services, actor, {
          level,
          ...(options.state === undefined ? {} : { state: options.state }),
          ...pageOf(options),
        });
        if (options.json === true) {
          printJson(io, page);
          return;
        }
        const nameOf = await levelNames(services, actor);
        printPage(io, page, {
          none: 'Nothing in quarantine.',
          head: ['id', 'level', 'received', 'state', 'why', 'bytes'],
          row: (report) => [
            report.id,
            nameOf(report.level),
            instant(report.receivedAt),
            report.state,
            `${report.reason}: ${report.explanation}`,
            report.size,
          ],
        });
      });

    quarantine
      .command('show <id>')
      .description('one report with its body as it came')
      .option('--json', 'print it as JSON, the body in Base64')
      .action(async (id: string, { json }: JsonOption) => {
        const { report, body } = await showQuarantined(await context.services(), actor, { id });
        if (json === true) {
          printJson(io, { ...report, bodyBase64: Buffer.from(body).toString('base64') });
          return;
        }
        printTable(
          io,
          ['report', report.id],
          [
            ['received', instant(report.receivedAt)],
            ['state', report.state],
            ['why', `${report.reason}: ${report.explanation}`],
            ['content type', report.contentType],
          ],
        );
        printLine(io);
        printLine(io, new TextDecoder().decode(body));
      });

    quarantine
      .command('replay <ids...>')
      .description('read them again, with the parsers and rules of today')
      .option('--json', 'print the outcomes as JSON')
      .action(async (ids: readonly string[], { json }: JsonOption) => {
        const services = await context.services();
        const replays = [];
        for (const id of ids) replays.push(await replayQuarantined(services, actor, { id }));
        if (replays.some(({ kind }) => kind === 'still-held')) context.exitWith(EXIT.failed);
        if (json === true) {
          printJson(io, replays);
          return;
        }
        for (const replay of replays) {
          printLine(
            io,
            replay.kind === 'replayed'
              ? `${replay.id}: ${String(replay.events)} events, ${String(replay.deliveries)} deliveries${mutedText(replay.silenced)}.`
              : `${replay.id}: still not understood, it stays. ${replay.explanation}`,
          );
        }
      });

    quarantine
      .command('dismiss <ids...>')
      .description('set them aside; they stay readable')
      .action(async (ids: readonly string[]) => {
        const services = await context.services();
        for (const id of ids) {
          await dismissQuarantined(services, actor, { id });
          printLine(io, `${id}: dismissed.`);
        }
      });
  },
};

function mutedText(silenced: number): string {
  return silenced === 0 ? '' : `, ${String(silenced)} muted by a silence`;
}
