import { listIdleRules, listIncidents, listRules, listUnwantedEvents, unknownTypes } from '@postern/core';
import { incidentText } from '../incident-text.ts';
import { levelNames } from '../level-names.ts';
import { instant } from '../print.ts';
import { failed, ok, warning, type DoctorCheck } from './finding.ts';

/** So many open incidents are named; the list shows all. */
const MOST = 20;

/** What the gateway has seen going wrong, and what still is. */
export const incidentsCheck: DoctorCheck = async ({ services, actor }) => {
  const { items, next } = await listIncidents(services, actor, { level: null, all: false, limit: MOST });
  if (items.length === 0) return [ok('incidents', 'None is open.')];
  const nameOf = await levelNames(services, actor);
  const found = items.map((incident) =>
    failed(
      `incident of ${nameOf(incident.level)}`,
      `${incident.facts.kind} since ${instant(incident.openedAt)}: ${incidentText(incident)}`,
      'postern incidents',
    ),
  );
  return next === null ? found : [...found, failed('incidents', 'There are more.', 'postern incidents')];
};

/** Rules that are on want types that some sender reports. */
export const ruleTypesCheck: DoctorCheck = async ({ services, actor }) => {
  const rules = (await listRules(services, actor)).filter(({ state }) => state === 'enabled');
  return rules.flatMap(({ id, name, matchers }) => {
    const unknown = unknownTypes(matchers.types);
    // One type that fits is enough for mail.
    if (unknown.length === 0 || unknown.length < matchers.types.length) return [];
    const meant = unknown.flatMap(({ nearest }) => (nearest === null ? [] : [nearest]));
    const instead = meant[0] ?? 'job.faulted';
    return [
      warning(
        `rule ${name}`,
        `No known sender reports ${unknown.map(({ type }) => type).join(' or ')}: it may never make mail.`,
        `postern rules set ${id} --type ${instead}`,
      ),
    ];
  });
};

/** Rules that are on wanted something lately, where something came. */
export const idleRulesCheck: DoctorCheck = async ({ services, actor }) => {
  const idle = await listIdleRules(services, actor);
  return idle.map(({ rule: { id, name }, seen }) =>
    warning(
      `rule ${name}`,
      `It is on, and none of the last ${String(seen)} events of its level in 30 days was for it.`,
      `postern events says what comes; then postern rules set ${id} --type TYPE, or postern rules remove ${id}`,
    ),
  );
};

/** Of what came lately, some rule wanted something. */
export const unwantedCheck: DoctorCheck = async ({ services, actor }) => {
  const [unwanted, nameOf] = await Promise.all([
    listUnwantedEvents(services, actor),
    levelNames(services, actor),
  ]);
  return unwanted.map(({ level, seen, newestId, types }) => {
    const came = types.slice(0, 5).map(({ type, count }) => `${String(count)} × ${type}`);
    return warning(
      `rules of ${nameOf(level)}`,
      `None of its rules wants any of the last ${String(seen)} events in 7 days: ${came.join(', ')}${types.length > came.length ? ', …' : ''}.`,
      `postern explain event ${newestId} says why not`,
    );
  });
};

/** People can reach pages by links, and senders know the whole address. */
export const publicUrlCheck: DoctorCheck = ({ services }) => {
  const { publicUrl } = services.config;
  const check = 'public address';
  if (publicUrl === null)
    return Promise.resolve([
      warning(
        check,
        'POSTERN_PUBLIC_URL is not set: commands print paths only, and the Slack bot can give no links.',
        'Set it, for the gateway and the bot, such as https://postern.example.com',
      ),
    ]);
  if (publicUrl.startsWith('https:')) return Promise.resolve([ok(check, `${publicUrl}.`)]);
  return Promise.resolve([
    warning(
      check,
      `${publicUrl} is not encrypted: webhooks and passwords typed on pages can be read on their way.`,
      'Put a reverse proxy with TLS before the gateway, and set POSTERN_PUBLIC_URL to its https address.',
    ),
  ]);
};
