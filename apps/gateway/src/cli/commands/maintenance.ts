import { MAINTENANCE_MODES, setMaintenance, type MaintenanceMode } from '@postern/core';
import { Argument } from 'commander';
import { printJson, printLine } from '../print.ts';
import type { CommandDefinition } from '../command-definition.ts';

const MEANING: Readonly<Record<MaintenanceMode, string>> = {
  off: 'Mail goes out as usual.',
  draining: 'What is due goes out, and more is accepted.',
  suspended: 'Everything is accepted and held; nothing goes out until the mode is off again.',
};

/** `postern maintenance`: hold mail back, or let it go. */
export const maintenanceCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    program
      .command('maintenance')
      .description('show or set the maintenance mode')
      .addArgument(new Argument('[mode]', 'the new mode').choices(MAINTENANCE_MODES))
      .option('--json', 'print the mode as JSON')
      .action(async (mode: MaintenanceMode | undefined, { json }: { readonly json?: boolean }) => {
        const services = await context.services();
        if (mode !== undefined) await setMaintenance(services, actor, { mode });
        const now = await services.storage.maintenance.mode();
        if (json === true) {
          printJson(io, { mode: now });
          return;
        }
        printLine(io, `Maintenance is ${now}. ${MEANING[now]}`);
      });
  },
};
