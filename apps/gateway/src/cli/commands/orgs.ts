import {
  addOrganization,
  DEFAULT_ORGANIZATION_LIMIT,
  listOrganizations,
  organizationLevel,
  showConnection,
  updateOrganization,
  type Language,
} from '@postern/core';
import { connectionText } from '../connection-text.ts';
import { printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { limitText, readLimit } from '../read-limit.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface Options {
  readonly name?: string;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

/** `postern orgs`: the organizations on this host. */
export const orgsCommand: CommandDefinition = {
  add(program, context) {
    const { io, actor } = context;
    const orgs = program.command('orgs').description('organizations on this host');

    orgs
      .command('add <slug>')
      .description('add an organization')
      .option('--name <name>', 'its name; the short name if left out')
      .option('--language <language>', 'language of its mail: en or fr', 'en')
      .option('--time-zone <zone>', 'its IANA time zone, such as Europe/Paris', 'UTC')
      .option('--json', 'print the organization as JSON')
      .action(async (slug: string, options: Options) => {
        const { name = slug, language = 'en', timeZone = 'UTC' } = options;
        const organization = await addOrganization(await context.services(), actor, {
          slug,
          name,
          language,
          timeZone,
        });
        if (options.json === true) {
          printJson(io, organization);
          return;
        }
        printLine(io, `Added the organization ${organization.slug} ("${organization.name}").`);
        printLine(io, `Next: postern sources add --org ${organization.slug} --kind uipath --name prod`);
      });

    orgs
      .command('set <slug>')
      .description('change its name, language, time zone or limit')
      .option('--name <name>')
      .option('--language <language>', 'en or fr')
      .option('--time-zone <zone>', 'IANA time zone')
      .option(
        '--limit <limit>',
        'webhooks of all its sources in a minute, such as 5000/min or 100/s; none; or default',
      )
      .option('--json', 'print the organization as JSON')
      .action(async (slug: string, { json, limit, ...change }: Options) => {
        const { outcome, organization } = await updateOrganization(await context.services(), actor, {
          slug,
          ...change,
          ...(limit === undefined ? {} : { limitPerMinute: readLimit(limit) }),
        });
        if (json === true) {
          printJson(io, organization);
          return;
        }
        printLine(io, outcome === 'updated' ? `Changed ${slug}.` : `Nothing to change on ${slug}.`);
      });

    orgs
      .command('list', { isDefault: true })
      .description('list organizations')
      .option('--json', 'print them as JSON')
      .action(async ({ json }: Options) => {
        const services = await context.services();
        const organizations = await Promise.all(
          (await listOrganizations(services, actor)).map(async (organization) => ({
            ...organization,
            connection: await showConnection(services, actor, { level: organizationLevel(organization.id) }),
          })),
        );
        if (json === true) {
          printJson(io, organizations);
          return;
        }
        if (organizations.length === 0) {
          printLine(io, 'No organizations yet. Add one: postern orgs add acme');
          return;
        }
        printTable(
          io,
          ['short name', 'name', 'language', 'time zone', 'connection', 'limit'],
          organizations.map(({ slug, name, language, timeZone, connection, limitPerMinute }) => [
            slug,
            name,
            language,
            timeZone,
            connectionText(connection),
            limitText(limitPerMinute, DEFAULT_ORGANIZATION_LIMIT),
          ]),
        );
      });
  },
};
