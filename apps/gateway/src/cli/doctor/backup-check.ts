import { DAY, listAudit } from '@postern/core';
import { instant } from '../print.ts';
import { ok, warning, type DoctorCheck } from './finding.ts';

/** Days after which a backup is old. */
const OLD = 7;

const CURE =
  'postern backup postern-backup.db makes one: have one made each night. A tool that saves the disk must save postern.db and postern.db-wal at the same moment.';

/** Somebody backs the database up, where Postern can. */
export const backupCheck: DoctorCheck = async ({ services, actor }) => {
  if (services.storage.backup === null) return [];
  const { items } = await listAudit(services, actor, { action: 'database.backed-up', limit: 1 });
  const [last] = items;
  if (last === undefined) return [warning('backup', 'There was never a backup by `postern backup`.', CURE)];
  const days = Math.floor((services.clock.now() - last.at) / DAY);
  if (days < OLD) return [ok('backup', `The last one was made ${instant(last.at)}.`)];
  return [warning('backup', `The last one was made ${instant(last.at)}, ${String(days)} days ago.`, CURE)];
};
