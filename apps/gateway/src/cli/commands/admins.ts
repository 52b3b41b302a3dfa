import {
  AppError,
  actorLabel,
  grantAccess,
  HOST,
  holderLabel,
  listAdministrators,
  offerClaimCode,
  revokeAccess,
  type GrantHolder,
} from '@postern/core';
import type { Command } from 'commander';
import { claimInvitation } from '../../claim-invitation.ts';
import type { CommandDefinition } from '../command-definition.ts';
import type { CommandContext, LevelOptions, NamedLevel } from '../command-context.ts';
import { optionalLevel, withLevel } from '../level-options.ts';
import { instant, printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';

interface Options extends LevelOptions {
  readonly json?: boolean;
}

/** `postern admins`: who administers what from Slack. */
export const adminsCommand: CommandDefinition = {
  add(program, context) {
    const admins = program.command('admins').description('who administers what from Slack');
    addList(admins, context);
    addChange(admins, context);
    addClaimCode(admins, context);
  },
};

function addList(admins: Command, context: CommandContext): void {
  const { io, actor } = context;
  withLevel(admins.command('list', { isDefault: true }))
    .description('list who administers a level; the system without --org')
    .option('--json', 'print them as JSON')
    .action(async (options: Options) => {
      const services = await context.services();
      const { level, name } = await levelOrHost(context, options);
      const grants = await listAdministrators(services, actor, level);
      const configured = level.kind === 'host' ? services.config.systemAdministrators : [];
      if (options.json === true) {
        printJson(io, { configured, grants });
        return;
      }
      if (grants.length === 0 && configured.length === 0) {
        printLine(io, `Nobody administers ${name} from Slack. Add somebody: postern admins add T…/U…`);
        return;
      }
      printTable(
        io,
        ['who', 'kind', 'since', 'by'],
        [
          ...configured.map(({ teamId, userId }) => [
            `${teamId ?? '*'}/${userId}`,
            'user',
            '',
            'POSTERN_SYSTEM_ADMINS',
          ]),
          ...grants.map(({ holder, grantedAt, grantedBy }) => [
            holderLabel(holder),
            holder.kind,
            instant(grantedAt),
            actorLabel(grantedBy),
          ]),
        ],
      );
    });
}

function addChange(admins: Command, context: CommandContext): void {
  const { io, actor } = context;
  withLevel(admins.command('add <who>'))
    .description('T…/U… for a person, T…/S… for a user group, of a Slack workspace')
    .action(async (who: string, options: LevelOptions) => {
      const services = await context.services();
      const { level, name } = await levelOrHost(context, options);
      const outcome = await grantAccess(services, actor, { level, holder: holderOf(who) });
      printLine(io, outcome === 'added' ? `${who} administers ${name}.` : `${who} does so already.`);
    });
  withLevel(admins.command('remove <who>'))
    .description('take the right away again')
    .action(async (who: string, options: LevelOptions) => {
      const services = await context.services();
      const { level, name } = await levelOrHost(context, options);
      const othersRemain = services.config.systemAdministrators.length > 0;
      const outcome = await revokeAccess(services, actor, { level, holder: holderOf(who), othersRemain });
      if (outcome === 'not-found') throw new AppError('not-found', `${who} does not administer ${name}.`);
      printLine(io, `${who} does not administer ${name} any more.`);
    });
}

function addClaimCode(admins: Command, context: CommandContext): void {
  admins
    .command('claim-code')
    .description('make a new code for the first system administrator')
    .action(async () => {
      const offer = await offerClaimCode(await context.services());
      if (offer.kind === 'administered')
        throw new AppError(
          'refused',
          'Somebody administers the system already: they can add others. See: postern admins list',
        );
      context.io.out(claimInvitation(offer));
    });
}

async function levelOrHost(context: CommandContext, options: LevelOptions): Promise<NamedLevel> {
  return (await optionalLevel(context, options)) ?? { level: HOST, name: 'the system' };
}

/** @throws AppError `input-invalid` */
function holderOf(who: string): GrantHolder {
  const [teamId, id = '', more] = who.split('/');
  if (teamId === undefined || id === '' || more !== undefined)
    throw new AppError(
      'input-invalid',
      'Name the workspace and the person or the user group, such as T0123ABCD/U024BE7LH.',
    );
  return id.startsWith('S') ? { kind: 'group', teamId, groupId: id } : { kind: 'user', teamId, userId: id };
}
