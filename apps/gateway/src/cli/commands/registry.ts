import type { CommandDefinition } from '../command-definition.ts';

/**
 * All commands by their word, in the order of the help. Each is loaded when it is wanted: a gateway that runs for months
 * holds nothing of what reads an import or draws a table.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<CommandDefinition>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  worker: async () => (await import('./worker.ts')).workerCommand,
  settings: async () => (await import('./settings.ts')).settingsCommand,
  canary: async () => (await import('./canary.ts')).canaryCommand,
  dkim: async () => (await import('./dkim.ts')).dkimCommand,
  orgs: async () => (await import('./orgs.ts')).orgsCommand,
  admins: async () => (await import('./admins.ts')).adminsCommand,
  sources: async () => (await import('./sources.ts')).sourcesCommand,
  rules: async () => (await import('./rules.ts')).rulesCommand,
  lists: async () => (await import('./lists.ts')).listsCommand,
  silences: async () => (await import('./silences.ts')).silencesCommand,
  events: async () => (await import('./events.ts')).eventsCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  deliveries: async () => (await import('./deliveries.ts')).deliveriesCommand,
  quarantine: async () => (await import('./quarantine.ts')).quarantineCommand,
  incidents: async () => (await import('./incidents.ts')).incidentsCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'migrate-store': async () => (await import('./migrate-store.ts')).migrateStoreCommand,
  maintenance: async () => (await import('./maintenance.ts')).maintenanceCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
};
