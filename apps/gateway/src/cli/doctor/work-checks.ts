import {
  listDeliveries,
  listOrganizations,
  listQuarantine,
  listRules,
  listSources,
  UNUSABLE_TEXTS,
  viewSettings,
  type UnusableReason,
} from '@postern/core';
import { allLevels } from './all-levels.ts';
import { levelNames } from '../level-names.ts';
import { failed, ok, warning, type DoctorCheck, type Finding } from './finding.ts';

/** What a level that cannot send lacks, as words of `settings set`; capitals stand for what only its owner knows. */
const WHAT_TO_SET: Readonly<Record<UnusableReason, readonly string[]>> = {
  'no-host': ['smtp-host=HOST', 'smtp-port=587', 'smtp-username=NAME', '--password-stdin'],
  'no-from': ['default-from-address=ADDRESS'],
  'no-username': ['smtp-username=NAME'],
  'no-password': ['--password-stdin'],
  'oauth-incomplete': [],
  'from-domain-not-allowed': ['default-from-address=ADDRESS'],
  'secure-connection-required': ['secure-connection=on'],
  'port-not-allowed': ['smtp-port=587'],
  'server-not-allowed': ['smtp-host=HOST'],
  'address-not-allowed': ['smtp-host=HOST'],
};

/** Every level has settings that can send. */
export const settingsCheck: DoctorCheck = async ({ services, actor }) => {
  const levels = await allLevels({ services, actor });
  const findings: Finding[] = [];
  for (const { name, flag, level } of levels) {
    const { effective, draft } = await viewSettings(services, actor, { level });
    const check = `settings of ${name}`;
    if (effective.gaps.length > 0) {
      const why = effective.gaps.map((gap) => UNUSABLE_TEXTS[gap].en).join(' ');
      const missing = [...new Set(effective.gaps.flatMap((gap) => WHAT_TO_SET[gap]))].join(' ');
      const cure =
        missing === '' ? `postern settings view ${flag}` : `postern settings set ${flag} ${missing}`;
      findings.push(failed(check, `Mail waits. ${why}`, cure));
    } else if (draft !== null) {
      const { test } = draft.revision;
      const seen =
        test?.outcome === 'failed'
          ? `A draft waits, and its test failed [${test.reason ?? 'unknown'}]; what was before it is used.`
          : 'A draft waits for its test; what was before it is used.';
      findings.push(warning(check, seen, `postern settings test ${flag}`));
    } else findings.push(ok(check, 'Mail can be sent.'));
  }
  return findings;
};

/** Every source is used, and somebody is told about what it reports. */
export const sourcesCheck: DoctorCheck = async ({ services, actor }) => {
  const sources = await listSources(services, actor);
  if (sources.length === 0) {
    const [organization] = await listOrganizations(services, actor);
    const add = 'postern sources add --kind uipath --name prod --org';
    const cure =
      organization === undefined ? `postern orgs add acme; ${add} acme` : `${add} ${organization.slug}`;
    return [warning('sources', 'There is none: nobody can report anything.', cure)];
  }
  const nameOf = await levelNames(services, actor);
  return sources.map(({ id, name, level, state, secrets }) => {
    const check = `source ${name} of ${nameOf(level)}`;
    if (state === 'disabled')
      return warning(check, 'It is disabled: its webhooks are answered 404.', `postern sources enable ${id}`);
    if (secrets.every(({ lastUsedAt }) => lastUsedAt === null)) {
      return warning(
        check,
        'It was never heard of: no webhook that its secret had signed has come.',
        `postern sources show ${id} says where the sender is to post to; let it send a test event there`,
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
      `postern rules add --org ${name} --type job.faulted --to you@example.com`,
    ),
  );
};

/** Nothing has been given up. */
export const deadLettersCheck: DoctorCheck = async ({ services, actor }) => {
  const { items, next } = await listDeliveries(services, actor, { state: 'failed', limit: 500 });
  if (items.length === 0) return [];
  const more = next === null ? '' : ' or more';
  return [
    warning(
      'dead letters',
      `${String(items.length)}${more} were given up.`,
      `postern deliveries show ${items[0]?.id ?? ''} says why; all: postern deliveries --state failed`,
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
