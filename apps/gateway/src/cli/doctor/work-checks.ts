import {
  listDeliveries,
  listQuarantine,
  listRules,
  listSources,
  UNUSABLE_TEXTS,
  viewSettings,
} from '@postern/core';
import { allLevels } from './all-levels.ts';
import { levelNames } from '../level-names.ts';
import { failed, ok, warning, type DoctorCheck, type Finding } from './finding.ts';

/** Every level has settings that can send. */
export const settingsCheck: DoctorCheck = async ({ services, actor }) => {
  const levels = await allLevels({ services, actor });
  const findings: Finding[] = [];
  for (const { name, flag, level } of levels) {
    const { effective, draft } = await viewSettings(services, actor, { level });
    const check = `settings of ${name}`;
    if (effective.gaps.length > 0) {
      const why = effective.gaps.map((gap) => UNUSABLE_TEXTS[gap].en).join(' ');
      findings.push(failed(check, `Mail waits. ${why}`, `postern settings set ${flag} …`));
    } else if (draft !== null) {
      findings.push(
        warning(check, 'A draft waits for its test.', `postern settings test ${flag} --to YOU@EXAMPLE`),
      );
    } else findings.push(ok(check, 'Mail can be sent.'));
  }
  return findings;
};

/** Every source is used, and somebody is told about what it reports. */
export const sourcesCheck: DoctorCheck = async ({ services, actor }) => {
  const sources = await listSources(services, actor);
  if (sources.length === 0) {
    return [warning('sources', 'There is none.', 'postern sources add --org NAME --kind uipath --name prod')];
  }
  const nameOf = await levelNames(services, actor);
  return sources.map(({ name, level, state, secrets }) => {
    const check = `source ${name} of ${nameOf(level)}`;
    if (state === 'disabled')
      return warning(check, 'It is disabled.', 'Enable it, or take the webhook away at the sender.');
    if (secrets.every(({ lastUsedAt }) => lastUsedAt === null)) {
      return warning(
        check,
        'It was never used.',
        'Check URL and secret at the sender; refused requests are in the log.',
      );
    }
    return ok(check, 'It is used.');
  });
};

/** Levels with sources have rules, so that events reach somebody. */
export const rulesCheck: DoctorCheck = async ({ services, actor }) => {
  const nameOf = await levelNames(services, actor);
  const [sources, rules] = await Promise.all([listSources(services, actor), listRules(services, actor)]);
  const active = new Set(rules.filter(({ state }) => state === 'enabled').map(({ level }) => nameOf(level)));
  const silent = [...new Set(sources.map(({ level }) => nameOf(level)))].filter(
    (name) => !active.has(name) && name !== 'host',
  );
  if (silent.length === 0)
    return [ok('rules', rules.length === 1 ? 'There is 1.' : `There are ${String(rules.length)}.`)];
  return silent.map((name) =>
    warning(
      `rules of ${name}`,
      'It has a source but no rule that is on: its events make no mail.',
      `postern rules add --org ${name} --type 'job.faulted' --to OPS@EXAMPLE`,
    ),
  );
};

/** Nothing has been given up, and what waits is moving. */
export const deliveriesCheck: DoctorCheck = async ({ services, actor }) => {
  const [backlog, dead] = await Promise.all([
    services.storage.outbox.backlog(services.clock.now()),
    listDeliveries(services, actor, { state: 'failed', limit: 500 }),
  ]);
  const waiting = backlog.queued + backlog.deferred + backlog.unknown;
  const late = Math.round(backlog.oldestDue / 60_000);
  const queue =
    late < 5
      ? ok('deliveries', `${String(waiting)} wait, none is overdue.`)
      : warning(
          'deliveries',
          `${String(waiting)} wait, the oldest is ${String(late)} min overdue.`,
          'Is a gateway running, and is maintenance off?',
        );
  if (dead.items.length === 0) return [queue];
  const more = dead.next === null ? '' : ' or more';
  return [
    queue,
    warning(
      'dead letters',
      `${String(dead.items.length)}${more} were given up.`,
      'postern deliveries --state failed',
    ),
  ];
};

/** Nothing lies in quarantine. */
export const quarantineCheck: DoctorCheck = async ({ services, actor }) => {
  const { items } = await listQuarantine(services, actor, { state: 'held', limit: 1 });
  if (items.length === 0) return [ok('quarantine', 'It is empty.')];
  const held = await services.storage.quarantine.heldCount();
  return [warning('quarantine', `${String(held)} reports are held.`, 'postern quarantine list --state held')];
};

/** Mail is not held back by hand. */
export const maintenanceCheck: DoctorCheck = async ({ services }) => {
  const mode = await services.storage.maintenance.mode();
  if (mode !== 'suspended') return [ok('maintenance', `The mode is ${mode}.`)];
  return [warning('maintenance', 'The mode is suspended: no mail goes out.', 'postern maintenance off')];
};
