import type { Finding } from '../doctor/finding.ts';
import { backupCheck } from '../doctor/backup-check.ts';
import { canariesCheck } from '../doctor/canaries-check.ts';
import { connectionsCheck } from '../doctor/connections-check.ts';
import { endingsCheck } from '../doctor/endings-check.ts';
import { slackCheck } from '../doctor/slack-check.ts';
import { clockCheck, digestsCheck, waitingCheck } from '../doctor/waiting-checks.ts';
import {
  idleRulesCheck,
  incidentsCheck,
  publicUrlCheck,
  ruleTypesCheck,
  unwantedCheck,
} from '../doctor/configuration-checks.ts';
import {
  databaseCheck,
  databaseFileCheck,
  databaseSizeCheck,
  diskCheck,
  keysCheck,
} from '../doctor/machine-checks.ts';
import { gatewayCheck, webhooksCheck, workerCheck } from '../doctor/gateway-checks.ts';
import {
  deadLettersCheck,
  maintenanceCheck,
  quarantineCheck,
  rulesCheck,
  settingsCheck,
  sourcesCheck,
} from '../doctor/work-checks.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLine } from '../print.ts';
import type { CommandDefinition } from '../command-definition.ts';

/** Milliseconds that one check waits for a server. */
const PATIENCE = 5_000;

const CHECKS = [
  databaseCheck,
  databaseFileCheck,
  diskCheck,
  databaseSizeCheck,
  backupCheck,
  clockCheck,
  keysCheck,
  gatewayCheck,
  publicUrlCheck,
  slackCheck,
  incidentsCheck,
  settingsCheck,
  connectionsCheck,
  endingsCheck,
  canariesCheck,
  sourcesCheck,
  webhooksCheck,
  rulesCheck,
  ruleTypesCheck,
  idleRulesCheck,
  unwantedCheck,
  workerCheck,
  deadLettersCheck,
  waitingCheck,
  digestsCheck,
  quarantineCheck,
  maintenanceCheck,
];

const MARK: Readonly<Record<Finding['state'], string>> = { ok: 'ok  ', warning: 'warn', failed: 'FAIL' };

/** `postern doctor`: the likely troubles, one by one, each with its cure. */
export const doctorCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    program
      .command('doctor')
      .description('look for the likely troubles; exit status 2 when one is found')
      .option('--json', 'print the findings as JSON')
      .action(async ({ json }: { readonly json?: boolean }) => {
        const services = await context.services();
        const findings: Finding[] = [];
        for (const check of CHECKS) findings.push(...(await check({ services, actor, patience: PATIENCE })));
        if (findings.some(({ state }) => state === 'failed')) context.exitWith(EXIT.failed);
        if (json === true) {
          printJson(io, findings);
          return;
        }
        for (const { check, state, seen, cure } of findings) {
          printLine(io, `${MARK[state]}  ${check}: ${seen}`);
          if (cure !== null) printLine(io, `      → ${cure}`);
        }
      });
  },
};
