import { rotateKeys } from '@postern/core';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `postern keys`: the keys that seal secrets at rest. */
export const keysCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    const keys = program.command('keys').description('keys that seal secrets at rest');

    keys
      .command('list', { isDefault: true })
      .description('live keys, and whether anything needs one that is missing')
      .option('--json', 'print them as JSON')
      .action(async ({ json }: JsonOption) => {
        const { sealer, storage } = await context.services();
        const needed = await storage.sealingKeyIds();
        const missing = needed.filter((id) => !sealer.keyIds.includes(id));
        if (missing.length > 0) context.exitWith(EXIT.failed);
        if (json === true) {
          printJson(io, { active: sealer.activeKeyId, live: sealer.keyIds, needed, missing });
          return;
        }
        printTable(
          io,
          ['key', '', 'something is sealed with it'],
          [...sealer.keyIds, ...missing].map((id) => [
            id,
            id === sealer.activeKeyId ? 'active' : missing.includes(id) ? 'MISSING' : 'live',
            needed.includes(id) ? 'yes' : 'no',
          ]),
        );
      });

    keys
      .command('rotate')
      .description('make a new key and seal everything with it; the old ones stay live')
      .option('--reseal-only', 'no new key: seal everything with the active one')
      .option('--json', 'print the report as JSON')
      .action(async ({ json, resealOnly }: JsonOption & { readonly resealOnly?: boolean }) => {
        const services = await context.services();
        const sealer = resealOnly === true ? services.sealer : await services.addKey();
        const report = await rotateKeys({ ...services, sealer }, actor, {
          onProgress: ({ done, total }) => io.err(`sealed anew: ${String(done)} of ${String(total)}\n`),
        });
        if (report.missing.length > 0 || report.broken > 0) context.exitWith(EXIT.failed);
        if (json === true) {
          printJson(io, report);
          return;
        }
        printLine(
          io,
          `Active key: ${report.activeKeyId}. Sealed anew: ${String(report.done)} of ${String(report.total)}.`,
        );
        if (report.missing.length > 0) {
          printLine(io, `Left as they are, because their keys are missing: ${report.missing.join(', ')}.`);
        }
        if (report.broken > 0)
          printLine(io, `Does not open although its key is live: ${String(report.broken)}.`);
      });
  },
};
