import type { CommandDefinition } from '../command-definition.ts';
import { adminsCommand } from './admins.ts';
import { auditCommand } from './audit.ts';
import { backupCommand } from './backup.ts';
import { canaryCommand } from './canary.ts';
import { deliveriesCommand } from './deliveries.ts';
import { demoCommand } from './demo.ts';
import { dkimCommand } from './dkim.ts';
import { doctorCommand } from './doctor.ts';
import { incidentsCommand } from './incidents.ts';
import { eventsCommand } from './events.ts';
import { explainCommand } from './explain.ts';
import { keysCommand } from './keys.ts';
import { listsCommand } from './lists.ts';
import { maintenanceCommand } from './maintenance.ts';
import { migrateCommand } from './migrate.ts';
import { migrateStoreCommand } from './migrate-store.ts';
import { orgsCommand } from './orgs.ts';
import { quarantineCommand } from './quarantine.ts';
import { rulesCommand } from './rules.ts';
import { serveCommand } from './serve.ts';
import { settingsCommand } from './settings.ts';
import { silencesCommand } from './silences.ts';
import { sourcesCommand } from './sources.ts';
import { workerCommand } from './worker.ts';

/** All commands, in the order of the help. */
export const COMMANDS: readonly CommandDefinition[] = [
  serveCommand,
  workerCommand,
  settingsCommand,
  canaryCommand,
  dkimCommand,
  orgsCommand,
  adminsCommand,
  sourcesCommand,
  rulesCommand,
  listsCommand,
  silencesCommand,
  eventsCommand,
  explainCommand,
  deliveriesCommand,
  quarantineCommand,
  incidentsCommand,
  auditCommand,
  keysCommand,
  backupCommand,
  migrateCommand,
  migrateStoreCommand,
  maintenanceCommand,
  doctorCommand,
  demoCommand,
];
