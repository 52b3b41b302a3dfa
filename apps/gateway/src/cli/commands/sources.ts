import {
  addSource,
  addSourceSecret,
  DEFAULT_SOURCE_LIMIT,
  findSource,
  lastHeardAt,
  listSources,
  MINUTE,
  removeSourceSecret,
  setSourceExpectation,
  setSourceLimit,
  setSourceState,
  SOURCE_KINDS,
  sourceKind,
  webhookPath,
  type Secret,
  type Source,
  type SourceKind,
} from '@postern/core';
import { Option, type Command } from 'commander';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import { levelNames } from '../level-names.ts';
import { levelOf, optionalLevel, withLevel } from '../level-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { readDuration } from '../read-duration.ts';
import { limitText, readLimit } from '../read-limit.ts';
import { firstLine } from '../settings/read-secrets.ts';
import type { CommandDefinition } from '../command-definition.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface SecretOption extends JsonOption {
  /** The sender's own secret comes by standard input. */
  readonly secretStdin?: boolean;
}

interface AddOptions extends LevelOptions, SecretOption {
  readonly kind: SourceKind;
  readonly name: string;
}

/** `postern sources`: the endpoints that senders post to. */
export const sourcesCommand: CommandDefinition = {
  add(program, context) {
    const sources = program
      .command('sources')
      .description('webhook endpoints of organizations and of the host');
    addAdd(sources, context);
    addList(sources, context);
    addStates(sources, context);
    addExpect(sources, context);
    addSet(sources, context);
    addSecrets(sources, context);
  },
};

function addAdd(sources: Command, context: CommandContext): void {
  const { io } = context;
  withLevel(sources.command('add').description('add an endpoint; its secret is shown this once'))
    .addOption(new Option('--kind <kind>', 'kind of sender').choices(SOURCE_KINDS).makeOptionMandatory())
    .requiredOption('--name <name>', 'its name, such as prod')
    .option('--secret-stdin', 'take the sender’s own secret from standard input')
    .option('--json', 'print {"id", "path", "secret", …} as JSON; a secret that was given is null there')
    .action(async (options: AddOptions) => {
      const { level } = await levelOf(context, options);
      const given = options.secretStdin === true ? { secret: await firstLine(io) } : {};
      const services = await context.services();
      const added = await addSource(services, context.actor, {
        level,
        kind: options.kind,
        name: options.name,
        ...given,
      });
      const { id, kind, name } = added.source;
      const { publicUrl } = services.config;
      const url = publicUrl === null ? null : `${publicUrl}${added.path}`;
      const secret = secretToTell(added, options);
      if (options.json === true) {
        printJson(io, { id, path: added.path, secret, url, kind, name });
        return;
      }
      printLine(io, `Added the source "${name}" (${kind}), id ${id}.`);
      printLine(io, `Post to: ${url ?? added.path}`);
      printLine(io, secret === null ? SECRET_GIVEN : `Secret, shown this once: ${secret}`);
      printLine(io, sourceKind(kind).setup.en);
    });
}

function addList(sources: Command, context: CommandContext): void {
  withLevel(sources.command('list', { isDefault: true }).description('list endpoints; no secret'))
    .option('--json', 'print them as JSON')
    .action(async ({ json, ...options }: LevelOptions & JsonOption) => {
      const named = await optionalLevel(context, options);
      const services = await context.services();
      const nameOf = await levelNames(services, context.actor);
      const found = await listSources(services, context.actor, { level: named?.level });
      if (json === true) {
        printJson(
          context.io,
          found.map((source) => shown(source, nameOf(source.level))),
        );
        return;
      }
      if (found.length === 0) {
        printLine(context.io, 'No sources.');
        return;
      }
      printTable(
        context.io,
        ['id', 'level', 'name', 'kind', 'state', 'secrets', 'last used', 'expected every', 'limit'],
        found.map((source) => [
          source.id,
          nameOf(source.level),
          source.name,
          source.kind,
          source.state,
          source.secrets.length,
          instant(lastHeardAt(source)),
          source.expectedEvery === null ? '' : `${String(source.expectedEvery / MINUTE)}m`,
          limitText(source.limitPerMinute, DEFAULT_SOURCE_LIMIT),
        ]),
      );
    });

  sources
    .command('show <id>')
    .description('one endpoint, with its secrets’ ids and last uses')
    .option('--json', 'print it as JSON')
    .action(async (id: string, { json }: JsonOption) => {
      const services = await context.services();
      const nameOf = await levelNames(services, context.actor);
      const source = await findSource(services, context.actor, id);
      if (json === true) {
        printJson(context.io, shown(source, nameOf(source.level)));
        return;
      }
      printLine(context.io, `${source.name} (${source.kind}) of ${nameOf(source.level)}, ${source.state}`);
      printLine(context.io, `Post to: ${services.config.publicUrl ?? ''}${webhookPath(source.id)}`);
      printTable(
        context.io,
        ['secret', 'made', 'last used'],
        source.secrets.map((secret) => [secret.id, instant(secret.createdAt), instant(secret.lastUsedAt)]),
      );
    });
}

function addStates(sources: Command, context: CommandContext): void {
  for (const [word, state] of [
    ['disable', 'disabled'],
    ['enable', 'enabled'],
  ] as const) {
    sources
      .command(`${word} <id>`)
      .description(state === 'disabled' ? 'answer as if it did not exist' : 'open it again')
      .action(async (sourceId: string) => {
        const services = await context.services();
        const { source } = await setSourceState(services, context.actor, { sourceId, state });
        printLine(context.io, `The source "${source.name}" is ${source.state}.`);
      });
  }
}

function addExpect(sources: Command, context: CommandContext): void {
  sources
    .command('expect <id> <every>')
    .description('how often it is to be heard of, such as 30m, 1h30 or 2 days; "never" takes that back')
    .action(async (sourceId: string, every: string) => {
      const expectedEvery = every === 'never' ? null : readDuration(every);
      const services = await context.services();
      const { source } = await setSourceExpectation(services, context.actor, { sourceId, expectedEvery });
      const said =
        expectedEvery === null
          ? `The source "${source.name}" may be silent.`
          : `The source "${source.name}" is an incident once it is silent for longer than ${every}.`;
      printLine(context.io, said);
    });
}

function addSet(sources: Command, context: CommandContext): void {
  sources
    .command('set <id>')
    .description('change how much it may send; what is above is answered 429')
    .requiredOption('--limit <limit>', 'webhooks in a minute, such as 600/min or 20/s; none; or default')
    .option('--json', 'print it as JSON')
    .action(async (sourceId: string, { limit, json }: JsonOption & { readonly limit: string }) => {
      const limitPerMinute = readLimit(limit);
      const services = await context.services();
      const { source } = await setSourceLimit(services, context.actor, { sourceId, limitPerMinute });
      if (json === true) {
        printJson(context.io, shown(source, (await levelNames(services, context.actor))(source.level)));
        return;
      }
      const said = limitText(source.limitPerMinute, DEFAULT_SOURCE_LIMIT);
      printLine(context.io, `The limit of the source "${source.name}": ${said}.`);
    });
}

function addSecrets(sources: Command, context: CommandContext): void {
  const { io } = context;
  sources
    .command('rotate-secret <id>')
    .description('give it a second secret, so that the sender can change over')
    .option('--secret-stdin', 'take the sender’s own secret from standard input')
    .option('--json', 'print {"secretId", "secret"} as JSON')
    .action(async (sourceId: string, { json, secretStdin }: SecretOption) => {
      const given = secretStdin === true ? { secret: await firstLine(io) } : {};
      const services = await context.services();
      const added = await addSourceSecret(services, context.actor, { sourceId, ...given });
      const secret = secretToTell(added, { secretStdin });
      if (json === true) {
        printJson(io, { secretId: added.secretId, secret });
        return;
      }
      printLine(io, secret === null ? SECRET_GIVEN : `New secret, shown this once: ${secret}`);
      printLine(
        io,
        `Both secrets are good. When the sender uses the new one, see: postern sources show ${sourceId}`,
      );
      printLine(io, `Then take the old one away: postern sources remove-secret ${sourceId} OLD-SECRET-ID`);
    });

  sources
    .command('remove-secret <id> <secretId>')
    .description('refuse what is signed with this secret from now on')
    .action(async (sourceId: string, secretId: string) => {
      await removeSourceSecret(await context.services(), context.actor, { sourceId, secretId });
      printLine(io, 'Removed.');
    });
}

const SECRET_GIVEN = 'Its secret is the one that was given.';

/** A secret that was made here is shown this once, since the sender must be told. Who gave one has it. */
function secretToTell(
  { secret }: { readonly secret: Secret },
  { secretStdin }: { readonly secretStdin?: boolean | undefined },
): string | null {
  return secretStdin === true ? null : secret.expose();
}

/** A source for JSON: no sealed secret either. */
function shown({ secrets, level, ...source }: Source, levelName: string) {
  return {
    ...source,
    level,
    levelName,
    path: webhookPath(source.id),
    secrets: secrets.map(({ id, createdAt, lastUsedAt }) => ({ id, createdAt, lastUsedAt })),
  };
}
