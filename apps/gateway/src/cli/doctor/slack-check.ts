import { HOST, levelKey, listAdministrators, listChannels } from '@postern/core';
import { allLevels } from './all-levels.ts';
import { ok, warning, type DoctorCheck } from './finding.ts';

/** Where Slack is in use, somebody administers the system there, and each level has a channel for its incidents. */
export const slackCheck: DoctorCheck = async ({ services, actor }) => {
  const [administrators, channels, installations] = await Promise.all([
    listAdministrators(services, actor, HOST),
    listChannels(services, actor),
    services.storage.installations.list(),
  ]);
  const grants = await services.storage.grants.list();
  // Nobody has anything to do with Slack here.
  if (channels.length === 0 && installations.length === 0 && grants.length === 0) return [];
  if (administrators.length === 0)
    return [
      warning(
        'Slack',
        'Nobody was made system administrator: unless the bot’s configuration names somebody, nobody can set it up.',
        'postern admins add USER-ID --host, or the code in the bot’s log: /email-settings claim CODE',
      ),
    ];
  const bound = new Set(channels.map(({ level }) => levelKey(level)));
  const silent = (await allLevels({ services, actor })).filter(({ level }) => !bound.has(levelKey(level)));
  if (silent.length === 0) return [ok('Slack', 'Every level has a channel for its incidents.')];
  const names = silent.map(({ name }) => name).join(', ');
  return [
    warning(
      'Slack',
      `No channel is told of incidents of: ${names}.`,
      'In a channel, with the bot in it: /email-settings orgs bind NAME (or host)',
    ),
  ];
};
